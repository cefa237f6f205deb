import { sql } from 'kysely';
import { day, type Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import type { Praise } from './praise.ts';
import { tables } from './tables.ts';

/** Keeps a praise; false when it is there already. */
export async function savePraise(
  tx: Store,
  praise: Omit<Praise, 'isTakenBack'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const { id, people, giverId, channelId, words, link, givenOn } = praise;
  const rows = people.map((praised_id) => ({
    id,
    praised_id,
    giver_id: giverId,
    channel_id: channelId,
    words,
    link,
    given_on: givenOn.toString(),
    given_at: now.toString(),
    taken_back_at: null,
  }));
  const saved = await tables(tx)
    .insertInto('praise')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['id', 'praised_id']).doNothing())
    .returning('id')
    .execute();
  return saved.length > 0;
}

/**
 * Giving and deciding about praise of oneself happen one after another: nobody gives more than there is room for, and
 * nothing goes to a channel that somebody has just said no to.
 */
export async function lockPraise(tx: Store): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`${tx.schema}.praise`}))`.execute(tx.db);
}

/** How often somebody praised on a day of theirs, leaving out the one that is asked about. */
export async function countGiven(
  store: Store,
  giverId: string,
  { on, besides }: { readonly on: Day; readonly besides: string },
): Promise<number> {
  const row = await tables(store)
    .selectFrom('praise')
    .select((eb) => eb.fn.count<string>('id').distinct().as('n'))
    .where('giver_id', '=', giverId)
    .where('given_on', '=', on.toString())
    .where('id', '<>', besides)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function readPraise(store: Store, id: string): Promise<Praise | undefined> {
  const [found] = await readAll(store, [id]);
  return found;
}

/** What somebody gave or was given and was not taken back, the newest first. */
export async function readLatest(
  store: Store,
  who: string,
  { as, limit }: { readonly as: 'giver_id' | 'praised_id'; readonly limit: number },
): Promise<readonly Praise[]> {
  const ids = await tables(store)
    .selectFrom('praise')
    .select('id')
    .where(as, '=', who)
    .where('taken_back_at', 'is', null)
    .groupBy(['id', 'given_at'])
    .orderBy('given_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return readAll(
    store,
    ids.map(({ id }) => id),
  );
}

/** Takes back what a person gave; false when there is nothing of theirs to take back. */
export async function markTakenBack(
  tx: Store,
  { id, giverId, now }: { readonly id: string; readonly giverId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tables(tx)
    .updateTable('praise')
    .set({ taken_back_at: now.toString() })
    .where('id', '=', id)
    .where('giver_id', '=', giverId)
    .where('taken_back_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** In the order of the ids. */
async function readAll(store: Store, ids: readonly string[]): Promise<readonly Praise[]> {
  if (ids.length === 0) return [];
  const rows = await tables(store).selectFrom('praise').selectAll().where('id', 'in', ids).execute();
  const byId = Map.groupBy(rows, ({ id }) => id);
  return ids.flatMap((id) => {
    const all = byId.get(id) ?? [];
    const [row] = all;
    if (row === undefined) return [];
    return [
      {
        id,
        giverId: row.giver_id,
        people: all.map(({ praised_id }) => praised_id).toSorted(),
        words: row.words,
        channelId: row.channel_id,
        link: row.link,
        givenOn: day(row.given_on),
        isTakenBack: row.taken_back_at !== null,
      },
    ];
  });
}
