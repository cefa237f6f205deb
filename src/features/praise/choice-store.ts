import type { Store } from '#store/store.ts';
import { tables } from './tables.ts';

/** Which of these people have praise of them said to them alone. */
export async function readPrivate(store: Store, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tables(store)
    .selectFrom('praise_choice')
    .select('slack_user_id')
    .where('slack_user_id', 'in', ids)
    .where('is_private', '=', true)
    .execute();
  return new Set(rows.map(({ slack_user_id }) => slack_user_id));
}

export async function savePrivate(tx: Store, slackUserId: string, isPrivate: boolean): Promise<void> {
  const chosen = { is_private: isPrivate };
  await tables(tx)
    .insertInto('praise_choice')
    .values({ slack_user_id: slackUserId, ...chosen })
    .onConflict((conflict) => conflict.column('slack_user_id').doUpdateSet(chosen))
    .execute();
}

/** Praise of somebody that is to be said in a channel and certainly is not said yet. */
export async function waitingInChannels(
  tx: Store,
  slackUserId: string,
  keyOf: (id: string) => string,
): Promise<readonly { readonly id: string; readonly people: readonly string[] }[]> {
  const pending = await tx.db
    .selectFrom('post')
    .select('key')
    .where('kind', '=', 'praise.posted')
    .where('state', '=', 'pending')
    .where('ts', 'is', null)
    .where('doubtful', '=', false)
    .execute();
  const keys = new Set(pending.map(({ key }) => key));
  if (keys.size === 0) return [];
  const rows = await tables(tx)
    .selectFrom('praise as own')
    .innerJoin('praise as one', 'one.id', 'own.id')
    .where('own.praised_id', '=', slackUserId)
    .where('own.channel_id', 'is not', null)
    .where('own.taken_back_at', 'is', null)
    .select(['one.id', 'one.praised_id'])
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, all]) =>
    keys.has(keyOf(id)) ? [{ id, people: all.map(({ praised_id }) => praised_id) }] : [],
  );
}

/** From now on it is said to each of its people alone. */
export async function leaveChannel(tx: Store, id: string): Promise<void> {
  await tables(tx).updateTable('praise').set({ channel_id: null }).where('id', '=', id).execute();
}
