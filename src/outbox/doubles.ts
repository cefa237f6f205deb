import { sql } from 'kysely';
import type { Sender } from '#slack/deliver.ts';
import type { Store } from '#store/store.ts';
import { inSeconds, type Timing } from './timing.ts';

const RETRY_SECONDS = 30;

/** Messages that stood beside another of the same post: what should never happen, and what became of them. */
export interface DoubleCount {
  readonly removed: number;
  readonly left: number;
  /** Of those that could not be taken away, why. */
  readonly problems: readonly string[];
}

/** Writes down that messages of a post stand beside the one that its row names; they are then taken away. */
export async function noteDoubles(
  store: Store,
  {
    postId,
    channel,
    stamps,
  }: { readonly postId: bigint; readonly channel: string; readonly stamps: readonly string[] },
): Promise<void> {
  if (stamps.length === 0) return;
  const now = sql<string>`now()`;
  await store.db
    .insertInto('double_post')
    .values(stamps.map((ts) => ({ channel, ts, post_id: postId, noticed_at: now, try_at: now })))
    .onConflict((conflict) => conflict.columns(['channel', 'ts']).doNothing())
    .execute();
}

/**
 * Takes one superfluous message away, once the post's row names another that stays. Undefined when there is none.
 */
export async function removeOneDouble({
  store,
  sender,
  timing,
}: {
  readonly store: Store;
  readonly sender: Sender;
  readonly timing: Timing;
}): Promise<{ readonly ts: string; readonly outcome: string } | undefined> {
  const double = await takeDouble(store, timing);
  if (double === undefined) return undefined;
  const { channel, ts } = double;
  const outcome = await sender.remove({ channel, ts });
  const now = sql<string>`now()`;
  await store.db
    .updateTable('double_post')
    .set(
      outcome.kind === 'removed'
        ? { removed_at: now, try_at: null, problem: null }
        : outcome.kind === 'refused' && outcome.permanent
          ? { try_at: null, problem: outcome.reason }
          : { try_at: inSeconds(outcome.kind === 'limited' ? outcome.waitSeconds : RETRY_SECONDS) },
    )
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .execute();
  return { ts, outcome: outcome.kind };
}

/** A message that a person named as the right one meanwhile is no longer too much: its row names it. */
async function takeDouble(store: Store, { leaseSeconds }: Timing) {
  return store.transaction(async (tx) => {
    const double = await tx.db
      .selectFrom('double_post')
      .innerJoin('post', 'post.id', 'double_post.post_id')
      .select(['double_post.channel', 'double_post.ts'])
      .where('double_post.try_at', '<=', sql<string>`now()`)
      .where('post.state', '=', 'posted')
      .where('post.ts', 'is not', null)
      .whereRef('post.ts', '<>', 'double_post.ts')
      .limit(1)
      .forUpdate('double_post')
      .skipLocked()
      .executeTakeFirst();
    if (double === undefined) return undefined;
    await tx.db
      .updateTable('double_post')
      .set({ try_at: inSeconds(leaseSeconds) })
      .where('channel', '=', double.channel)
      .where('ts', '=', double.ts)
      .execute();
    return double;
  });
}

/** How often a post was there twice, as far as was noticed. */
export async function countDoubles(store: Store): Promise<DoubleCount> {
  const rows = await store.db
    .selectFrom('double_post')
    .innerJoin('post', 'post.id', 'double_post.post_id')
    .select(['removed_at', 'problem'])
    .where((eb) =>
      eb.or([eb('removed_at', 'is not', null), eb('post.ts', 'is distinct from', eb.ref('double_post.ts'))]),
    )
    .execute();
  const left = rows.filter((row) => row.removed_at === null);
  const problems = new Set(left.flatMap(({ problem }) => (problem === null ? [] : [problem])));
  return { removed: rows.length - left.length, left: left.length, problems: [...problems] };
}
