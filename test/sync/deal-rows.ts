import type { Insertable } from 'kysely';
import type { OpportunityTable } from '#store/mirror-tables.ts';

/** An open deal of the mirror, for tests that need many. */
export function aDeal(
  n: number,
  fields: Partial<Insertable<OpportunityTable>> = {},
): Insertable<OpportunityTable> {
  return {
    id: `006${String(n).padStart(15, '0')}`,
    name: `Deal ${n}`,
    account_id: null,
    owner_id: null,
    stage: 'Talking',
    amount: 100n,
    currency: 'USD',
    probability: null,
    close_on: '2026-12-01',
    created_at: '2026-11-01T00:00:00Z',
    is_closed: false,
    is_won: false,
    is_deleted: false,
    is_private: false,
    territory_id: null,
    forecast_category: null,
    type: null,
    next_step: null,
    last_stage_change_at: null,
    modified_at: '2026-11-01T00:00:00Z',
    ...fields,
  };
}
