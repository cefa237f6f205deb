import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** A post of which nobody knows whether it is there. */
export interface ParkedPost {
  readonly id: bigint;
  readonly key: string;
  readonly kind: string;
  readonly audience: string;
  readonly dispatchedAt: Temporal.Instant | null;
  readonly reason: string;
}

/**
 * Sorts out the claims of senders that stopped. What was not on its way yet goes back in line; what was may have
 * arrived, and is parked.
 */
export async function sortAbandoned(store: Store): Promise<void> {
  const abandoned = store.db
    .updateTable('post')
    .where('state', '=', 'sending')
    .where('lease_until', '<=', sql<string>`now()`);
  const change = { lease_until: null, updated_at: sql<string>`now()` };
  await abandoned
    .set({ ...change, state: 'pending' })
    .where('dispatched_at', 'is', null)
    .execute();
  await abandoned
    .set({ ...change, state: 'parked', reason: 'the sender stopped before Slack had answered' })
    .where('dispatched_at', 'is not', null)
    .execute();
}

/** The posts that wait for someone to look whether they are there. */
export async function parkedPosts(store: Store): Promise<readonly ParkedPost[]> {
  const rows = await store.db
    .selectFrom('post')
    .select(['id', 'key', 'kind', 'audience', 'dispatched_at', 'reason'])
    .where('state', '=', 'parked')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    kind: row.kind,
    audience: row.audience,
    dispatchedAt: row.dispatched_at === null ? null : Temporal.Instant.from(row.dispatched_at),
    reason: row.reason ?? '',
  }));
}
