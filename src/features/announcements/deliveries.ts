import { sql } from 'kysely';
import { type Day, day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import type { Delivery } from './announcement.ts';
import { toldKey } from './keys.ts';
import { tables } from './tables.ts';

/** Keeps to whom it goes, and when. */
export async function saveDeliveries(
  tx: Store,
  id: number,
  readers: readonly {
    readonly slackUserId: string;
    readonly dueAt: Temporal.Instant;
    readonly remindAt: Temporal.Instant;
  }[],
): Promise<void> {
  if (readers.length === 0) return;
  await tables(tx)
    .insertInto('announcement_delivery')
    .values(
      readers.map(({ slackUserId, dueAt, remindAt }) => ({
        announcement_id: id,
        slack_user_id: slackUserId,
        due_at: dueAt.toString(),
        remind_at: remindAt.toString(),
        acknowledged_on: null,
        was_reminded: false,
      })),
    )
    .execute();
}

/** Everyone it goes to and everyone who acknowledged it in a channel; one of them where they are named. */
export async function readDeliveries(store: Store, id: number, only?: string): Promise<readonly Delivery[]> {
  let query = tables(store)
    .selectFrom('announcement_delivery')
    .selectAll()
    .where('announcement_id', '=', id)
    .orderBy('slack_user_id');
  if (only !== undefined) query = query.where('slack_user_id', '=', only);
  const [rows, reached] = await Promise.all([query.execute(), readReached(store, id)]);
  return rows.map((row) => ({
    slackUserId: row.slack_user_id,
    dueAt: moment(row.due_at),
    remindAt: moment(row.remind_at),
    acknowledgedOn: row.acknowledged_on === null ? null : day(row.acknowledged_on),
    wasReminded: row.was_reminded,
    wasReached: reached.has(row.slack_user_id),
  }));
}

/** Conversations in which it stands, by itself or carried by another message. */
export async function readReached(store: Store, id: number): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('post')
    .leftJoin('post as carrier', 'carrier.key', 'post.carrier')
    .select('post.audience')
    .where(sql<boolean>`starts_with(post.key, ${toldKey(id)})`)
    .where((eb) => eb.or([eb('post.ts', 'is not', null), eb('carrier.ts', 'is not', null)]))
    .execute();
  return new Set(rows.map(({ audience }) => audience));
}

/** Notes that somebody read it; whoever got it in a channel alone is met here first. The first day stays. */
export async function acknowledge(
  tx: Store,
  id: number,
  { slackUserId, on }: { readonly slackUserId: string; readonly on: Day },
): Promise<void> {
  await tables(tx)
    .insertInto('announcement_delivery')
    .values({
      announcement_id: id,
      slack_user_id: slackUserId,
      due_at: null,
      remind_at: null,
      acknowledged_on: on.toString(),
      was_reminded: false,
    })
    .onConflict((conflict) =>
      conflict.columns(['announcement_id', 'slack_user_id']).doUpdateSet((eb) => ({
        acknowledged_on: eb.fn.coalesce('announcement_delivery.acknowledged_on', 'excluded.acknowledged_on'),
      })),
    )
    .execute();
}

export async function markReminded(tx: Store, id: number, slackUserId: string): Promise<void> {
  await tables(tx)
    .updateTable('announcement_delivery')
    .set({ was_reminded: true })
    .where('announcement_id', '=', id)
    .where('slack_user_id', '=', slackUserId)
    .execute();
}

function moment(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text);
}
