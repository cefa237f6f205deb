import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { noCrash, type CrashHook } from './crash-point.ts';
import type { Outbox, PostRequest } from './outbox.ts';

/** The side of the outbox that features write to. `wake` reaches the senders, usually through a queue. */
export function createOutbox(options: {
  readonly wake: () => Promise<void>;
  readonly crashPoint?: CrashHook;
}): Outbox {
  const crashPoint = options.crashPoint ?? noCrash;
  return {
    async record(tx, post) {
      await insertPost(tx, post);
      await crashPoint('after-record');
    },
    async refresh(tx, key) {
      await tx.db
        .updateTable('post')
        .set({ stale: true, updated_at: sql<string>`now()` })
        .where((eb) => eb.or([eb('key', '=', key), eb('key', '=', carrierOf(tx, key))]))
        .where('state', 'not in', ['dropped', 'carried'])
        .execute();
    },
    async withdraw(tx, keyPrefix) {
      await tx.db
        .deleteFrom('post')
        .where(sql<boolean>`starts_with(key, ${keyPrefix})`)
        .where('state', '=', 'pending')
        .where('ts', 'is', null)
        .where('doubtful', '=', false)
        .execute();
    },
    wake: options.wake,
  };
}

/** What is said by another message is refreshed with it. */
function carrierOf(tx: Store, key: string) {
  return tx.db.selectFrom('post as said').select('said.carrier').where('said.key', '=', key);
}

/** Records a post; the same key again changes nothing. */
export async function insertPost(tx: Store, post: PostRequest): Promise<void> {
  await tx.db
    .insertInto('post')
    .values({
      key: post.key,
      kind: post.kind,
      params: JSON.stringify(post.params),
      audience: post.audience,
      state: 'pending',
      stale: false,
      attempt: 0,
      not_before: post.notBefore?.toString() ?? null,
      thread_key: post.thread ?? null,
      created_at: sql<string>`now()`,
      updated_at: sql<string>`now()`,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
