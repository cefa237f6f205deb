import type { Insertable } from 'kysely';
import type { OpportunityTable } from '#store/mirror-tables.ts';

type Row = Insertable<OpportunityTable>;

/** A deal of the mirror: open, nobody's, of an amount of 1.00, until more is said of it. */
export function aDeal(said: Pick<Row, 'id'> & Partial<Row>): Row {
  return {
    name: `Deal ${said.id}`,
    account_id: null,
    owner_id: null,
    stage: 'any',
    amount: 100n,
    currency: 'USD',
    probability: null,
    close_on: '2026-12-01',
    created_at: '2026-10-10T09:00:00Z',
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
    ...said,
  };
}
