import { sql, type RawBuilder } from 'kysely';
import { labelOf, OWNER_RULE } from '#model/crediting.ts';
import type { Store } from '#store/store.ts';
import type { Batch } from './batch.ts';
import { conversion } from './conversion.ts';
import { reportedOn } from './locks.ts';
import { placementRelation } from './placements.ts';
import { isSharedOut, shareEntries } from './share-entries.ts';

/** All that an entry and its reversal agree in. */
export const CREDIT = sql`
  record_id, rule, person_id, measure, currency, effective_on, lineage_id, role_id, territory_id, share, deals,
  original_currency, rate`;

/**
 * The entries that deals should have, as a SELECT over a relation `deal(id, credited_to, amount, currency, close_on,
 * is_closed, is_won, is_deleted, territory_id, created_at, known_at, until, reconstructed)`; `credited_to` is its owner
 * at the close, or whom the credit was transferred to.
 *
 * A won deal: bookings (its amount in the organisation's currency, when it has one) for the owner or for those who share
 * in it, one deal won, and the whole days of the organisation's zone from the day it was created to its close date. A
 * lost deal: one deal lost. Open and deleted deals: nothing.
 */
export function wantedEntries(tx: Store, batch: Batch): RawBuilder<unknown> {
  const shares = batch.shares.length === 0 ? sql`` : sql`union all ${shareEntries(tx, batch)}`;
  return sql`
    select w.record_id, w.rule, w.person_id, w.measure, w.amount, w.currency, w.close_on as effective_on,
      ${reportedOn(batch.locks, sql`w.close_on`)} as counts_on, p.lineage_id, p.role_id,
      coalesce(w.territory_id, p.territory_id) as territory_id, w.share, w.original_amount, w.original_currency, w.rate,
      w.deals, w.known_at, w.until, w.reconstructed
    from (${ownerEntries(tx, batch)} ${shares}) w
    join ${placementRelation(batch.placements)}
      on p.person_id = w.person_id and w.close_on >= p.from_on and w.close_on < p.to_on`;
}

function ownerEntries(tx: Store, batch: Batch): RawBuilder<unknown> {
  const { zone, currency, rates, hasRates } = batch;
  return sql`
    select d.id as record_id, ${sql.lit(labelOf(OWNER_RULE))} as rule, d.credited_to as person_id, m.measure, m.amount,
      m.currency, d.close_on, d.territory_id, '1' as share, m.original_amount, m.original_currency, m.rate, 1 as deals,
      d.known_at, d.until, d.reconstructed
    from deal d
    cross join lateral (${conversion(tx, 'd', { to: currency, choice: rates.bookings, hasRates })}) c
    cross join lateral (select d.close_on - (d.created_at at time zone ${zone})::date as cycle) days
    cross join lateral (values
      ('bookings', true, case when ${isSharedOut(batch)} then null else c.amount end, c.currency, d.amount, d.currency,
        c.rate),
      ('won', true, 1, '', 1, '', null),
      ('cycle_days', true, cycle, '', cycle, '', null),
      ('lost', false, 1, '', 1, '', null)
    ) m(measure, of_won, amount, currency, original_amount, original_currency, rate)
    where d.is_closed and not d.is_deleted and d.is_won = m.of_won and m.amount is not null`;
}
