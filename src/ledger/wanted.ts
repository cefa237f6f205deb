import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import { conversion } from './conversion.ts';
import { placementRelation, type NumberedPlacement } from './placements.ts';
import type { RateChoices } from './rate-choices.ts';

/** Changed deals, and where everyone stood who ever owned one of them. */
export interface Batch {
  readonly dealIds: readonly string[];
  /** Those of the deals whose team, role and territory are to be compared as well: an admin corrected where people stood. */
  readonly restated: readonly string[];
  readonly placements: readonly NumberedPlacement[];
  /** IANA zone of the organisation. */
  readonly zone: string;
  /** ISO code of the organisation's currency. */
  readonly currency: string;
  readonly rates: RateChoices;
}

/** The rule by which a closed deal counts: all of it for its owner, on its close date. */
const OWNER_RULE = 'owner@1';

/** All that an entry says, but for the amounts and for what is known about it. */
export const CREDIT = sql`
  record_id, rule, person_id, measure, currency, effective_on, counts_on, lineage_id, role_id, territory_id,
  share, original_currency, rate, cause`;

/**
 * The entries that deals should have, as a SELECT over a relation `deal(id, owner_id, amount, currency, close_on,
 * is_closed, is_won, is_deleted, territory_id, created_at, known_at, until, reconstructed)`.
 *
 * A won deal: bookings (its amount in the organisation's currency, when it has one), one deal won, and the whole days of the organisation's zone from
 * the day it was created to its close date. A lost deal: one deal lost. Open and deleted deals: nothing.
 */
export function wantedEntries(tx: Store, { placements, zone, currency, rates }: Batch): RawBuilder<unknown> {
  return sql`
    select d.id as record_id, ${sql.lit(OWNER_RULE)} as rule, coalesce(d.owner_id, '') as person_id,
      m.measure, m.amount, m.currency, d.close_on as effective_on, d.close_on as counts_on, p.lineage_id, p.role_id,
      coalesce(d.territory_id, p.territory_id) as territory_id, '1' as share, m.original_amount,
      m.original_currency, m.rate, null as cause, d.known_at, d.until, d.reconstructed
    from deal d
    join ${placementRelation(placements)}
      on p.person_id = coalesce(d.owner_id, '') and d.close_on >= p.from_on and d.close_on < p.to_on
    cross join lateral (${conversion(tx, 'd', { to: currency, choice: rates.bookings })}) c
    cross join lateral (select d.close_on - (d.created_at at time zone ${zone})::date as cycle) days
    cross join lateral (values
      ('bookings', true, c.amount, c.currency, d.amount, d.currency, c.rate),
      ('won', true, 1, '', 1, '', null),
      ('cycle_days', true, cycle, '', cycle, '', null),
      ('lost', false, 1, '', 1, '', null)
    ) m(measure, of_won, amount, currency, original_amount, original_currency, rate)
    where d.is_closed and not d.is_deleted and d.is_won = m.of_won and m.amount is not null`;
}
