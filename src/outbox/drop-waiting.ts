import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/**
 * Gives up what waits for somebody, with the reason: in the caller's transaction. What is on its way is checked once
 * more when it is sent. Returns how many messages that were.
 */
export async function dropWaiting(
  tx: Store,
  { audience, reason }: { readonly audience: string; readonly reason: string },
): Promise<number> {
  const result = await tx.db
    .updateTable('post')
    .set({ state: 'dropped', reason, carrier: null, lease_until: null, updated_at: sql<string>`now()` })
    .where('audience', '=', audience)
    .where('state', 'in', ['pending', 'carried'])
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
