import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { must } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';

const NAME = 'posting_secret';
const Secret = z.object({ secret: z.string().min(32) });

/** Gives a post the marker by which its message is recognized. */
export type Sign = (postId: bigint) => string;

/**
 * Signs posts with the installation's secret, which is made when it is first needed: a marker can be read by
 * everyone in the workspace, so it tells nothing and cannot be guessed for another post.
 */
export function createSigner(store: Store): () => Promise<Sign> {
  let kept: Promise<Sign> | undefined;
  return () => {
    kept ??= secretOf(store).then((secret) => (postId) => markerOf(secret, postId));
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
}

function markerOf(secret: string, postId: bigint): string {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(`post ${postId}`).digest('hex').slice(0, 40);
}

/** Whichever process is first makes it; all use that one. */
async function secretOf(store: Store): Promise<string> {
  const known = await readSecret(store);
  if (known !== undefined) return known;
  await store.db
    .insertInto('setting')
    .values({
      name: NAME,
      value: JSON.stringify({ secret: randomBytes(32).toString('hex') }),
      changed_by: 'outbox',
      changed_at: sql<string>`now()`,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return must(await readSecret(store), 'the posting secret');
}

async function readSecret(store: Store): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirst();
  return row && Secret.parse(row.value).secret;
}
