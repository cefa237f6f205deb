import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Outcome } from './outcomes.ts';
import type { Batch } from './batch.ts';
import { changedDeals, type Looking } from './changed-deals.ts';
import { happenings } from './happenings.ts';
import { causeOf, reportedOn } from './locks.ts';
import { CREDIT, wantedEntries } from './wanted.ts';

/**
 * Appends what the live entries of deals lack and reverses what they have too much, marking the days dirty. Returns
 * the deals that were won, lost or reopened since the first load.
 */
export async function appendDifferences(
  tx: Store,
  batch: Batch,
  looking: Looking,
): Promise<readonly Outcome[]> {
  const entry = tx.table('entry');
  const { locks } = batch;
  const what = (of: string) =>
    sql`(select h.what from happened h where h.record_id = ${sql.ref(of)}.record_id)`;
  const { rows } = await sql<Outcome>`
    with deal as materialized (${changedDeals(tx, batch, looking)}),
    wanted as materialized (${wantedEntries(tx, batch)}),
    live as materialized (${liveEntries(tx)}),
    kept as materialized (${keptEntries(tx)}),
    happened as (${happenings()}),
    reversed as (
      insert into ${entry} (amount, original_amount, counts_on, cause, ${CREDIT}, known_at, reconstructed, reverses)
      select -amount, -original_amount, ${reportedOn(locks, sql`counts_on`)}, ${causeOf(locks, sql`counts_on`, what('live'))},
        ${CREDIT}, noticed_at, noticed_late, id
      from live where id not in (select id from kept)
      returning person_id, counts_on
    ),
    credited as (
      insert into ${entry} (amount, original_amount, counts_on, cause, ${CREDIT}, known_at, reconstructed)
      select amount, original_amount, counts_on, ${causeOf(locks, sql`effective_on`, what('wanted'))}, ${CREDIT}, known_at,
        reconstructed
      from wanted
      where (record_id, rule, measure, person_id) not in (select record_id, rule, measure, person_id from kept)
      returning person_id, counts_on
    ),
    dirty as (
      insert into ${tx.table('dirty_cell')} (person_id, day)
      select * from reversed union select * from credited on conflict do nothing
    )
    select d.id as "dealId", d.name, coalesce(d.owner_id, '') as "ownerId", d.amount, d.currency,
      d.close_on as "closeOn", d.is_deleted as "isDeleted", l.measure as was, w.measure as became
    from deal d
    left join live l on l.record_id = d.id and l.measure in ('won', 'lost')
    left join wanted w on w.record_id = d.id and w.measure in ('won', 'lost')
    where not d.reconstructed and l.measure is distinct from w.measure
    order by d.id`.execute(tx.db);
  return rows;
}

/** OFFSET 0 in the inner lookup: as an anti-join it may read all reversals there are, once for each deal. */
function liveEntries(tx: Store): RawBuilder<unknown> {
  const entry = tx.table('entry');
  return sql`
    select e.*, d.known_at as noticed_at, d.reconstructed as noticed_late, d.territory_id as deal_territory_id, d.is_restated
    from deal d
    cross join lateral (
      select * from ${entry} e where e.record_id = d.id and e.reverses is null
        and not exists (select from ${entry} r where r.reverses = e.id offset 0)
      offset 0
    ) e`;
}

/**
 * Live entries that still hold. Where a person stands today is no reason to credit anew: team, role and the owner's
 * territory stay as they were credited, unless an admin corrected where they stood. The deal's own territory is a
 * reason: one it has now, or one it had then.
 */
function keptEntries(tx: Store): RawBuilder<unknown> {
  return sql`
    select l.id, l.record_id, l.rule, l.measure, l.person_id
    from live l
    join wanted w on (w.record_id, w.rule, w.measure, w.person_id, w.amount, w.currency, w.effective_on)
      = (l.record_id, l.rule, l.measure, l.person_id, l.amount, l.currency, l.effective_on)
      and (w.share, w.deals, w.original_amount, w.original_currency, coalesce(w.rate, ''))
        = (l.share, l.deals, l.original_amount, l.original_currency, coalesce(l.rate, ''))
    where case
      when l.is_restated then (w.lineage_id, w.role_id, w.territory_id) = (l.lineage_id, l.role_id, l.territory_id)
      when l.deal_territory_id is not null then l.deal_territory_id = l.territory_id else (
      select s.territory_id from ${tx.table('deal_state')} s
      where s.opportunity_id = l.record_id and s.known_at <= l.known_at
      order by s.known_at desc, s.seq desc limit 1
    ) is null end`;
}
