import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Outcome } from './outcomes.ts';
import { CREDIT, wantedEntries, type Batch } from './wanted.ts';

/**
 * Appends what the live entries of deals lack and reverses what they have too much, marking the days dirty. Returns
 * the deals that were won, lost or reopened since the first load.
 */
export async function appendDifferences(
  tx: Store,
  batch: Batch,
  now: Temporal.Instant,
): Promise<readonly Outcome[]> {
  const entry = tx.table('entry');
  const { rows } = await sql<Outcome>`
    with deal as materialized (${changedDeals(tx, batch, now)}),
    wanted as materialized (${wantedEntries(tx, batch)}),
    live as materialized (${liveEntries(tx)}),
    kept as materialized (${keptEntries(tx)}),
    reversed as (
      insert into ${entry} (amount, original_amount, ${CREDIT}, known_at, reconstructed, reverses)
      select -amount, -original_amount, ${CREDIT}, noticed_at, noticed_late, id from live where id not in (select id from kept)
      returning person_id, counts_on
    ),
    credited as (
      insert into ${entry} (amount, original_amount, ${CREDIT}, known_at, reconstructed)
      select amount, original_amount, ${CREDIT}, known_at, reconstructed from wanted
      where (record_id, rule, measure) not in (select record_id, rule, measure from kept)
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

/**
 * The deals as they are. Only deals of the first load have no state that we observed ourselves: what the ledger learns
 * of these is as old as the state is. OFFSET 0 keeps a lateral lookup a lookup: a planner that has seen few rows yet
 * would else join the whole table to a handful of deals.
 */
function changedDeals(tx: Store, { dealIds, restated }: Batch, now: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    select o.*, null::timestamptz as until, r.is_restated, s.is_history and not r.is_restated as reconstructed,
      case when s.is_history and not r.is_restated then s.known_at
        else greatest(s.known_at, ${now.toString()}::timestamptz) end as known_at
    from unnest(${dealIds}::text[]) as b(id)
    cross join lateral (select * from ${tx.table('opportunity')} where id = b.id offset 0) o
    cross join lateral (
      select max(s.known_at) as known_at, coalesce(bool_and(s.origin = 'history'), false) as is_history
      from ${tx.table('deal_state')} s where s.opportunity_id = o.id
    ) s
    cross join lateral (select o.id = any(${restated}::text[]) as is_restated) r`;
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
    select l.id, l.record_id, l.rule, l.measure
    from live l
    join wanted w on (w.record_id, w.rule, w.measure, w.person_id, w.amount, w.currency, w.effective_on)
      = (l.record_id, l.rule, l.measure, l.person_id, l.amount, l.currency, l.effective_on)
      and (w.share, w.original_amount, w.original_currency, coalesce(w.rate, ''))
        = (l.share, l.original_amount, l.original_currency, coalesce(l.rate, ''))
    where case
      when l.is_restated then (w.lineage_id, w.role_id, w.territory_id) = (l.lineage_id, l.role_id, l.territory_id)
      when l.deal_territory_id is not null then l.deal_territory_id = l.territory_id else (
      select s.territory_id from ${tx.table('deal_state')} s
      where s.opportunity_id = l.record_id and s.known_at <= l.known_at
      order by s.known_at desc, s.seq desc limit 1
    ) is null end`;
}
