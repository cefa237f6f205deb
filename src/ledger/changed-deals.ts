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
    cross join lateral (${knownStates(tx)}) s
    cross join lateral (
      select o.id = any(${restated}::text[]) as is_restated,
        s.is_history and o.id = any(${fresh}::text[]) and o.id <> all(${restated}::text[]) as is_old,
        coalesce(case when o.is_closed and s.closings is not null then s.closings[1] else o.owner_id end, '') as closed_by
    ) r
    left join unnest(
      ${transfers.map((it) => it.dealId)}::text[], ${transfers.map((it) => it.from)}::text[],
      ${transfers.map((it) => it.to)}::text[]
    ) as t(record_id, from_person, to_person) on t.record_id = o.id and t.from_person = r.closed_by`;
}

/**
 * Credit is frozen at the close: it is the owner's in the state in which the deal was last closed, or closed the other
 * way. A new owner in the same observation as the closing counts; one who comes later does not.
 */
function knownStates(tx: Store): RawBuilder<unknown> {
  return sql`
    select max(d.known_at) as known_at, coalesce(bool_and(d.origin = 'history'), false) as is_history,
      array_agg(d.owner_id order by d.known_at desc, d.seq desc) filter (where d.is_closing) as closings
    from (
      select s.known_at, s.seq, s.origin, s.owner_id, s.is_closed and (
        (s.is_closed, s.is_won) is distinct from lag((s.is_closed, s.is_won)) over (order by s.known_at, s.seq)
      ) as is_closing
      from ${tx.table('deal_state')} s where s.opportunity_id = o.id
      offset 0
    ) d`;
}
