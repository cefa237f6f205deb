import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '#lib/clock.ts';
import { readSetting, writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

/** Deals in one transaction: some 100 ms of the embedded engine. */
const BATCH = 5000;

const NAME = 'sync.past';

const Marker = z.object({ isDone: z.boolean(), after: z.string() });
type Marker = z.infer<typeof Marker>;

interface Options {
  readonly clock: Clock;
  readonly onBatch: (deals: number) => void;
}

/**
 * Writes the past of every deal of the first load from Salesforce's own history, once. It goes through the deals by id,
 * batch by batch, and broken off it goes on behind the last one. Owner and territory are today's: that history does not
 * hold them. Returns how many deals it looked at.
 */
export async function reconstructDeals(store: Store, { clock, onBatch }: Options): Promise<number> {
  let marker = await readMarker(store);
  let deals = 0;
  while (!marker.isDone) {
    const { after } = marker;
    const batch = await nextBatch(store, after);
    marker = { isDone: batch.last === null, after: batch.last ?? after };
    await store.transaction(async (tx) => {
      if (batch.last !== null) await writePast(tx, { after, upTo: batch.last });
      await writeSetting(tx, { name: NAME, value: marker, by: 'sync', now: clock.now() });
    });
    deals += batch.deals;
    if (batch.last !== null) onBatch(deals);
  }
  return deals;
}

async function nextBatch(
  store: Store,
  after: string,
): Promise<{ readonly last: string | null; readonly deals: number }> {
  const { rows } = await sql<{ last: string | null; deals: number }>`
    select max(id) as last, count(*)::int as deals
    from (select id from ${store.table('opportunity')} where id > ${after} order by id limit ${BATCH}) batch`.execute(
    store.db,
  );
  return rows[0] ?? { last: null, deals: 0 };
}

interface Range {
  readonly after: string;
  readonly upTo: string;
}

/** Ranges of ids, and not lists, keep every join on an index whatever the planner knows of fresh tables. */
async function writePast(tx: Store, { after, upTo }: Range): Promise<void> {
  const within = (column: string) => sql`${sql.ref(column)} > ${after} and ${sql.ref(column)} <= ${upTo}`;
  await sql`
    with past as materialized (
      select deal.*, stage.forecast_category as past_category, h.id as history_id, h.created_at as entered_at, h.stage as past_stage, h.amount as past_amount,
        h.currency as past_currency, coalesce(h.close_on, deal.close_on) as past_close_on,
        coalesce(stage.is_closed, h.stage = deal.stage and deal.is_closed) as was_closed,
        coalesce(stage.is_won, h.stage = deal.stage and deal.is_won) as was_won,
        row_number() over step::int as nth, lead(h.id) over step is null as is_last
      from ${tx.table('opportunity')} deal
      left join ${tx.table('opportunity_history')} h on h.opportunity_id = deal.id and ${within('h.opportunity_id')}
      left join ${tx.table('stage')} stage on stage.api_name = h.stage
      where ${within('deal.id')} and not deal.is_deleted and not exists (
        select from ${tx.table('deal_state')} known
        where known.opportunity_id = deal.id and ${within('known.opportunity_id')})
      window step as (partition by deal.id order by h.created_at, h.id)
    ), written as (
      insert into ${tx.table('deal_state')} (opportunity_id, known_at, seq, stage, amount, currency, close_on, is_closed,
        is_won, owner_id, territory_id, forecast_category, is_deleted, origin)
      select states.*, false, 'history'
      from (${recorded()} union all ${unrecordedEnd()} union all ${withoutHistory()}) states
    )
    insert into ${tx.table('changed_record')} (object, record_id)
    select 'opportunity', id from past where is_last`.execute(tx.db);
}

/** One state for each row of the history; whether a stage is closed or won is what the stage says today. */
function recorded(): RawBuilder<unknown> {
  return sql`
    select id, entered_at, nth, past_stage, past_amount, past_currency, past_close_on, was_closed, was_won, owner_id,
      territory_id,
      case when is_last and past_stage = stage then forecast_category else past_category end
    from past where history_id is not null`;
}

/** The deal as it is, where its history ends otherwise: a change of a hidden amount, a stage redefined, an import. */
function unrecordedEnd(): RawBuilder<unknown> {
  return sql`
    select id,
      greatest(case when is_closed then coalesce(last_stage_change_at, modified_at) else modified_at end, entered_at),
      nth + 1, stage, amount, currency, close_on, is_closed, is_won, owner_id, territory_id, forecast_category
    from past
    where history_id is not null and is_last
      and (stage, amount, currency, close_on, is_closed, is_won) is distinct from
        (past_stage, past_amount, past_currency, past_close_on, was_closed, was_won)`;
}

/** A deal without history: open from its creation, and closed since its last change of stage if it is closed. */
function withoutHistory(): RawBuilder<unknown> {
  return sql`
    select id, state.known_at, state.seq, stage, amount, currency, close_on, state.closed, state.won, owner_id,
      territory_id, forecast_category
    from past
    cross join lateral (
      select created_at as known_at, 1 as seq, false as closed, false as won
      union all
      select greatest(coalesce(last_stage_change_at, modified_at), created_at), 2, true, is_won where is_closed
    ) state
    where history_id is null`;
}

async function readMarker(store: Store): Promise<Marker> {
  const value = await readSetting(store, NAME);
  return value === null ? { isDone: false, after: '' } : Marker.parse(value);
}
