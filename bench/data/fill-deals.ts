import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Activities } from './activities.ts';
import { KINDS } from './activities.ts';
import type { Deals } from './deals.ts';
import { idIn, PREFIX } from './ids.ts';
import { insertColumns } from './insert-columns.ts';
import { statesOf } from './states.ts';
import { FIRST_DAY, momentOn } from './timeline.ts';

const first = sql`${FIRST_DAY.toString()}::date`;
const amount = sql`nullif(c.amount, -1)`;
const dealTerritory = idIn(PREFIX.territory, sql`c.territory`);
const isClosed = sql`c.outcome > 0`;
const isWon = sql`c.outcome = 1`;
const stage = sql`(array['Prospecting', 'Closed Won', 'Closed Lost'])[c.outcome + 1]`;

/** Writes the deals with their history as a first load leaves them, and marks each as changed for the ledger. */
export async function fillDeals(store: Store, deals: Deals): Promise<void> {
  const created = deals.created.map((day) => momentOn(day));
  const deal = created.map((_, i) => i);
  await insertColumns(store, {
    into: sql`${store.table('opportunity')} (id, name, account_id, owner_id, stage, amount, currency, probability,
      close_on, created_at, is_closed, is_won, is_deleted, is_private, territory_id, forecast_category, type,
      next_step, last_stage_change_at, modified_at)`,
    columns: { ...columnsOf(deals), deal, created },
    select: sql`select ${idIn(PREFIX.deal, sql`c.deal`)}, 'Deal ' || c.deal, null, ${idIn(PREFIX.person, sql`c.owner`)},
      ${stage}, ${amount}, 'USD', null, ${first} + c."closeOn"::integer, to_timestamp(c.created), ${isClosed}, ${isWon},
      c."isDeleted" = 1, false, ${dealTerritory}, null, null, null, null, to_timestamp(c.created)`,
  });
  for (let from = 0; from < deals.count; from += STATES_OF) {
    await fillStates(store, deals, [from, Math.min(from + STATES_OF, deals.count)]);
  }
  await insertColumns(store, {
    into: sql`${store.table('changed_record')} (object, record_id)`,
    columns: { deal },
    select: sql`select 'opportunity', ${idIn(PREFIX.deal, sql`c.deal`)}`,
  });
}

/** Deals whose history is held in memory at once. */
const STATES_OF = 50_000;

function columnsOf({ owner, closeOn, amount, outcome, isDeleted, territory }: Deals) {
  return { owner, closeOn, amount, outcome, isDeleted, territory };
}

async function fillStates(store: Store, deals: Deals, range: readonly [number, number]): Promise<void> {
  const states = statesOf(deals, range);
  const ofDeal = (values: ArrayLike<number>) => states.deal.map((i) => values[i] ?? 0);
  await insertColumns(store, {
    into: sql`${store.table('deal_state')} (opportunity_id, known_at, seq, owner_id, stage, amount, currency, close_on,
      is_closed, is_won, is_deleted, territory_id, origin)`,
    columns: {
      ...states,
      owner: ofDeal(deals.owner),
      amount: ofDeal(deals.amount),
      territory: ofDeal(deals.territory),
    },
    select: sql`select ${idIn(PREFIX.deal, sql`c.deal`)}, to_timestamp(c.at), c.seq,
      ${idIn(PREFIX.person, sql`c.owner`)}, ${stage}, ${amount}, 'USD', ${first} + c."closeOn"::integer, ${isClosed},
      ${isWon}, false, ${dealTerritory}, 'history'`,
  });
}

export async function fillActivities(store: Store, activities: Activities): Promise<void> {
  const { owner, day, kind } = activities;
  await insertColumns(store, {
    into: sql`${store.table('activity')} (id, source, kind, owner_id, counts_on, record_id, account_id, subject,
      is_deleted, modified_at)`,
    columns: { task: day.map((_, i) => i), owner, day, kind },
    select: sql`select ${idIn(PREFIX.task, sql`c.task`)}, 'task',
      (array[${sql.join(KINDS.map((it) => sql.lit(it)))}])[c.kind + 1], ${idIn(PREFIX.person, sql`c.owner`)},
      ${first} + c.day::integer, null, null, null, false, (${first} + c.day::integer)::timestamptz`,
  });
}
