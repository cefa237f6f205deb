import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Timing } from './timing.ts';

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
 * arrived, and is left to settle until reading back can tell.
 */
export async function sortAbandoned(store: Store, { settleSeconds }: Timing): Promise<void> {
  const abandoned = store.db
    .updateTable('post')
    .where('state', '=', 'sending')
    .where('lease_until', '<=', sql<string>`now()`);
  await abandoned
    .set({ state: 'pending', lease_until: null, updated_at: sql<string>`now()` })
    .where('dispatched_at', 'is', null)
    .execute();
  await abandoned
    .set({
      state: 'settling',
      doubtful: true,
      sent_since: sql<string>`coalesce(sent_since, dispatched_at)`,
      // From the end of the lease: a sender that lives on has ended its call by then.
      lease_until: sql<string>`lease_until + make_interval(secs => ${settleSeconds})`,
      reason: 'the sender stopped before Slack had answered',
      updated_at: sql<string>`now()`,
    })
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
