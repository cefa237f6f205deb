import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import { postKey } from './keys.ts';
import { tables } from './tables.ts';

/** A message that tells wins which came close together. */
export interface SaidPost {
  readonly id: number;
  readonly celebrationId: number;
}

/** A win to be kept: in a message, or in none while it is too small. */
export interface KeptWin {
  readonly dealId: string;
  readonly wonAt: Temporal.Instant;
  readonly closeOn: Day;
}

/** Of these deals, those that a message tells which was said or is still to be said. */
export async function alreadyTold(
  tx: Store,
  celebrationId: number,
  dealIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (dealIds.length === 0) return new Set();
  const rows = await tables(tx)
    .selectFrom('celebrated_deal')
    .select(['deal_id', 'post_id'])
    .where('celebration_id', '=', celebrationId)
    .where('deal_id', 'in', [...dealIds])
    .where('post_id', 'is not', null)
    .execute();
  const keyOf = (id: number | null) => postKey({ celebrationId, id: id ?? 0 });
  const keys = new Set(rows.map(({ post_id }) => keyOf(post_id)));
  if (keys.size === 0) return new Set();
  const posts = await tx.db
    .selectFrom('post')
    .select('key')
    .where('key', 'in', [...keys])
    .where((eb) => eb.or([eb('state', '<>', 'dropped'), eb('ts', 'is not', null)]))
    .execute();
  const there = new Set(posts.map(({ key }) => key));
  return new Set(rows.filter(({ post_id }) => there.has(keyOf(post_id))).map(({ deal_id }) => deal_id));
}

/** The newest message that certainly has not left yet, kept from leaving until the transaction ends. */
export async function takeUnsaid(tx: Store, celebrationId: number): Promise<number | undefined> {
  const newest = await tables(tx)
    .selectFrom('celebration_post')
    .select('id')
    .where('celebration_id', '=', celebrationId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return undefined;
  const post = await tx.db
    .selectFrom('post')
    .select('id')
    .where('key', '=', postKey({ celebrationId, id: newest.id }))
    .where('state', '=', 'pending')
    .forUpdate()
    .executeTakeFirst();
  return post && newest.id;
}

/** Begins a message that is due at a moment. */
export async function beginPost(tx: Store, celebrationId: number, dueAt: Temporal.Instant): Promise<number> {
  const { id } = await tables(tx)
    .insertInto('celebration_post')
    .values({ celebration_id: celebrationId, due_at: dueAt.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Keeps wins in a message, or as too small where there is none. */
export async function keepWins(
  tx: Store,
  { celebrationId, postId }: { readonly celebrationId: number; readonly postId: number | null },
  wins: readonly KeptWin[],
): Promise<void> {
  if (wins.length === 0) return;
  await tables(tx)
    .insertInto('celebrated_deal')
    .values(
      wins.map(({ dealId, wonAt, closeOn }) => ({
        celebration_id: celebrationId,
        deal_id: dealId,
        post_id: postId,
        won_at: wonAt.toString(),
        close_on: closeOn.toString(),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['celebration_id', 'deal_id']).doUpdateSet((eb) => ({
        post_id: eb.ref('excluded.post_id'),
        won_at: eb.ref('excluded.won_at'),
        close_on: eb.ref('excluded.close_on'),
      })),
    )
    .execute();
}

/** Takes deals out of a message that was not said: won again, they are told like any other. */
export async function letGo(tx: Store, postId: number, dealIds: readonly string[]): Promise<void> {
  if (dealIds.length === 0) return;
  await tables(tx)
    .deleteFrom('celebrated_deal')
    .where('post_id', '=', postId)
    .where('deal_id', 'in', [...dealIds])
    .execute();
}

/** Wins since a moment that were too small: they may have grown. */
export async function readTooSmall(
  tx: Store,
  celebrationId: number,
  since: Temporal.Instant,
): Promise<readonly { readonly dealId: string; readonly wonAt: Temporal.Instant }[]> {
  const rows = await tables(tx)
    .selectFrom('celebrated_deal')
    .select(['deal_id', 'won_at'])
    .where('celebration_id', '=', celebrationId)
    .where('post_id', 'is', null)
    .where('won_at', '>=', since.toString())
    .execute();
  return rows.map(({ deal_id, won_at }) => ({ dealId: deal_id, wonAt: Temporal.Instant.from(won_at) }));
}

/** The deals of a message in the order in which they were won, and whether Slack has the message. */
export async function readPost(
  store: Store,
  { id, celebrationId }: SaidPost,
): Promise<{ readonly dealIds: readonly string[]; readonly isThere: boolean }> {
  const [rows, post] = await Promise.all([
    tables(store)
      .selectFrom('celebrated_deal')
      .select('deal_id')
      .where('post_id', '=', id)
      .where('celebration_id', '=', celebrationId)
      .orderBy('won_at')
      .orderBy('deal_id')
      .execute(),
    store.db
      .selectFrom('post')
      .select('ts')
      .where('key', '=', postKey({ celebrationId, id }))
      .executeTakeFirst(),
  ]);
  return { dealIds: rows.map(({ deal_id }) => deal_id), isThere: (post?.ts ?? null) !== null };
}
