import { type RawBuilder, sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { markChanged } from './changed-records.ts';

/** Deals in one transaction: some 100 ms of the embedded engine. */
const BATCH = 5000;

/**
 * Writes the past of every deal that has no state yet, from Salesforce's own history, batch by batch; broken off, it
 * goes on with the deals that are left. Owner and territory are today's: their past is not in that history.
 */
export async function reconstructDeals(store: Store, onBatch: (deals: number) => void): Promise<number> {
  let done = 0;
  for (let after = ''; ; ) {
    const ids = await store.transaction(async (tx) => {
      const batch = await dealsWithoutStates(tx, after);
      await insertPast(tx, batch);
      await markChanged(tx, 'opportunity', batch);
      return batch;
    });
    const last = ids.at(-1);
    if (last === undefined) return done;
    after = last;
    done += ids.length;
    onBatch(done);
  }
}

async function dealsWithoutStates(tx: Store, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${tx.table('opportunity')} o
    where id > ${after} and not is_deleted
      and not exists (select from ${tx.table('deal_state')} s where s.opportunity_id = o.id)
    order by id limit ${BATCH}`.execute(tx.db);
  return rows.map(({ id }) => id);
}

async function insertPast(tx: Store, dealIds: readonly string[]): Promise<void> {
  if (dealIds.length === 0) return;
  await sql`
    with deal as (
      select * from ${tx.table('opportunity')} where id = any(${[...dealIds]}::text[])
    ), past as (${historyStates(tx)}), last as (
      select distinct on (opportunity_id) * from past order by opportunity_id, seq desc
    ), present as (${presentStates()}), unrecorded as (${statesWithoutHistory()})
    insert into ${tx.table('deal_state')}
      (opportunity_id, known_at, seq, owner_id, stage, amount, currency, close_on, is_closed, is_won, is_deleted,
       territory_id, origin)
    select state.opportunity_id, state.known_at, state.seq, deal.owner_id, state.stage, state.amount, state.currency,
      state.close_on, state.is_closed, state.is_won, false, deal.territory_id, 'history'
    from (select * from past union all select * from present union all select * from unrecorded) state
    join deal on deal.id = state.opportunity_id`.execute(tx.db);
}

/** One state for each row of the history; whether a stage is closed or won is what the stage says today. */
function historyStates(tx: Store): RawBuilder<unknown> {
  return sql`
    select h.opportunity_id, h.created_at as known_at,
      row_number() over (partition by h.opportunity_id order by h.created_at, h.id)::int as seq,
      h.stage, h.amount, h.currency, coalesce(h.close_on, deal.close_on) as close_on,
      coalesce(stage.is_closed, h.stage = deal.stage and deal.is_closed) as is_closed,
      coalesce(stage.is_won, h.stage = deal.stage and deal.is_won) as is_won
    from ${tx.table('opportunity_history')} h
    join deal on deal.id = h.opportunity_id
    left join ${tx.table('stage')} stage on stage.api_name = h.stage`;
}

/** The deal as it is, where its history ends otherwise: changes of a hidden amount, of stages redefined, of imports. */
function presentStates(): RawBuilder<unknown> {
  return sql`
    select deal.id, greatest(${settledAt()}, last.known_at), last.seq + 1, deal.stage, deal.amount, deal.currency,
      deal.close_on, deal.is_closed, deal.is_won
    from deal join last on last.opportunity_id = deal.id
    where (deal.stage, deal.amount, deal.currency, deal.close_on, deal.is_closed, deal.is_won) is distinct from
      (last.stage, last.amount, last.currency, last.close_on, last.is_closed, last.is_won)`;
}

/** A deal without history: open from its creation, and closed since its last change of stage if it is closed. */
function statesWithoutHistory(): RawBuilder<unknown> {
  return sql`
    select deal.id, state.known_at, state.seq, deal.stage, deal.amount, deal.currency, deal.close_on,
      state.is_closed, state.is_won
    from deal
    cross join lateral (
      select deal.created_at as known_at, 1 as seq, false as is_closed, false as is_won
      union all
      select greatest(coalesce(deal.last_stage_change_at, deal.modified_at), deal.created_at), 2, true, deal.is_won
      where deal.is_closed
    ) state
    where not exists (select from past where past.opportunity_id = deal.id)`;
}

function settledAt(): RawBuilder<unknown> {
  return sql`case when deal.is_closed then coalesce(deal.last_stage_change_at, deal.modified_at) else deal.modified_at end`;
}
