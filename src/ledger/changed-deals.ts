import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Batch } from './batch.ts';

export interface Looking {
  readonly now: Temporal.Instant;
  /** Deals that had no entries before this look: what is learnt of the first load is as old as Salesforce's history. */
  readonly fresh: readonly string[];
}

/**
 * The deals as they are, each with whom it is credited to. OFFSET 0 keeps a lateral lookup a lookup: a planner that has
 * seen few rows yet would else join the whole table to a handful of deals.
 */
export function changedDeals(tx: Store, batch: Batch, { now, fresh }: Looking): RawBuilder<unknown> {
  const { dealIds, restated, transfers } = batch;
  return sql`
    select o.*, null::timestamptz as until, r.is_restated, r.is_old as reconstructed,
      case when r.is_old then s.known_at else greatest(s.known_at, ${now.toString()}::timestamptz) end as known_at,
      coalesce(t.to_person, r.closed_by) as credited_to
    from unnest(${dealIds}::text[]) as b(id)
    cross join lateral (select * from ${tx.table('opportunity')} where id = b.id offset 0) o
    cross join lateral (
      select max(known_at) as known_at, coalesce(bool_and(origin = 'history'), false) as is_history,
        min(coalesce(owner_id, '')) <> max(coalesce(owner_id, '')) as changed_hands
      from ${tx.table('deal_state')} where opportunity_id = o.id
    ) s
    left join lateral (${lastClosing(tx)}) c on true
    cross join lateral (
      select o.id = any(${restated}::text[]) as is_restated,
        s.is_history and o.id = any(${fresh}::text[]) as is_old,
        coalesce(case when c.known_at is null then o.owner_id else c.owner_id end, '') as closed_by
    ) r
    left join unnest(
      ${transfers.map((it) => it.dealId)}::text[], ${transfers.map((it) => it.from)}::text[],
      ${transfers.map((it) => it.to)}::text[]
    ) as t(record_id, from_person, to_person) on t.record_id = o.id and t.from_person = r.closed_by`;
}

/**
 * Credit is frozen at the close: it is the owner's in the state in which the deal was last closed, or closed the other
 * way. A new owner in the same observation as the closing counts; one who comes later does not. Most deals never change
 * hands: nothing is looked for then.
 */
function lastClosing(tx: Store): RawBuilder<unknown> {
  return sql`
    select d.owner_id, d.known_at
    from (
      select x.owner_id, x.known_at, x.seq, x.is_closed and (
        (x.is_closed, x.is_won) is distinct from lag((x.is_closed, x.is_won)) over (order by x.known_at, x.seq)
      ) as is_closing
      from ${tx.table('deal_state')} x where x.opportunity_id = o.id and o.is_closed and s.changed_hands
      offset 0
    ) d
    where d.is_closing
    order by d.known_at desc, d.seq desc
    limit 1`;
}
