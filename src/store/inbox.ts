import { sql } from 'kysely';
import type { Store } from './store.ts';

const KEPT_DAYS = 7;

/**
 * Writes down that a delivery arrived, before any work is done for it. True for the first process to do so: whatever
 * Slack delivers again, to whichever process, is not worked on twice.
 */
export async function isFirstDelivery(store: Store, key: string): Promise<boolean> {
  const result = await store.db
    .insertInto('inbox')
    .values({ key, received_at: sql<string>`now()` })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Forgets deliveries that Slack will not repeat any more. */
export async function forgetOldDeliveries(store: Store): Promise<void> {
  await store.db
    .deleteFrom('inbox')
    .where('received_at', '<', sql<string>`now() - make_interval(days => ${KEPT_DAYS})`)
    .execute();
}
