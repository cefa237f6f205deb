import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Claim } from './claim.ts';
import { insertPost } from './create-outbox.ts';
import type { PostParams, PostRequest } from './outbox.ts';

/** A message that is said by another one. */
export interface Carried {
  readonly id: bigint;
  readonly key: string;
  readonly kind: string;
  readonly params: PostParams;
}

/**
 * Hands a claimed message over to another one that has not left yet. False when that one is on its way or gone: then
 * nothing has changed. Whoever claims the other one meanwhile finds this one with it, or this waits for the claim.
 */
export async function handOver(
  store: Store,
  claim: Claim,
  end: { readonly by: string; readonly carrier: PostRequest | undefined; readonly reason: string },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    if (end.carrier) await insertPost(tx, end.carrier);
    const open = await tx.db
      .selectFrom('post')
      .select('id')
      .where('key', '=', end.by)
      .where('state', '=', 'pending')
      .where('doubtful', '=', false)
      .forUpdate()
      .executeTakeFirst();
    if (open === undefined) return false;
    const result = await tx.db
      .updateTable('post')
      .set({ state: 'carried', carrier: end.by, reason: end.reason, lease_until: null, ...TOUCHED })
      .where('id', '=', claim.id)
      .where('attempt', '=', claim.attempt)
      .where('state', '=', 'sending')
      .executeTakeFirst();
    // What it carried itself goes along.
    await tx.db
      .updateTable('post')
      .set({ carrier: end.by, ...TOUCHED })
      .where('carrier', '=', claim.key)
      .where('state', '=', 'carried')
      .execute();
    return result.numUpdatedRows > 0n;
  });
}

/** What a message says besides its own words, the oldest first. */
export function carriedBy(store: Store, key: string): Promise<readonly Carried[]> {
  return store.db
    .selectFrom('post')
    .select(['id', 'key', 'kind', 'params'])
    .where('carrier', '=', key)
    .where('state', '=', 'carried')
    .orderBy('id')
    .execute();
}

/** What its message cannot say stands by itself again, and is given up there if need be. */
export async function setDown(store: Store, { id }: Carried): Promise<void> {
  await store.db
    .updateTable('post')
    .set({ state: 'pending', carrier: null, ...TOUCHED })
    .where('id', '=', id)
    .where('state', '=', 'carried')
    .execute();
}

/** Those whose message was given up stand by themselves again: nothing is lost with it. */
export async function releaseCarried(store: Store): Promise<void> {
  const gone = store.db.selectFrom('post as by').select('by.key').where('by.state', '=', 'dropped');
  await store.db
    .updateTable('post')
    .set({ state: 'pending', carrier: null, ...TOUCHED })
    .where('state', '=', 'carried')
    .where('carrier', 'in', gone)
    .execute();
}

const TOUCHED = { updated_at: sql<string>`now()` };
