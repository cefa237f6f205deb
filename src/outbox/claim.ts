import { sql, type ExpressionBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import type { PostParams } from './outbox.ts';

/**
 * A post that this sender holds until its lease ends. Whatever it writes later is conditional on `attempt`: a
 * sender that was frozen and overtaken changes nothing.
 */
export interface Claim {
  readonly id: bigint;
  readonly attempt: number;
  readonly key: string;
  readonly kind: string;
  readonly params: PostParams;
  readonly audience: string;
  /** The conversation of an earlier message, known for posts that are there and for some people. */
  readonly channel: string | null;
  /** The stamp of the message that is there; null when it has yet to be posted. */
  readonly ts: string | null;
  readonly bodyHash: string | null;
}

/** Longer than a render and all tries of one send together. */
const LEASE_SECONDS = 60;

/** The end of a lease that starts now. Leases live in the database's time: senders' clocks may differ. */
export function leaseEnd(seconds: number = LEASE_SECONDS) {
  return sql<string>`now() + make_interval(secs => ${seconds})`;
}

/** Takes the oldest post that is due at business time `now`, if there is one: new ones first, then refreshes. */
export async function claimNext(store: Store, now: Temporal.Instant): Promise<Claim | undefined> {
  const row = await store.db
    .updateTable('post')
    .set((eb) => ({
      state: eb
        .case()
        .when('state', '=', 'pending')
        .then('sending' as const)
        .else(eb.ref('state'))
        .end(),
      stale: false,
      attempt: eb('attempt', '+', 1),
      lease_until: leaseEnd(),
      dispatched_at: eb.case().when('state', '=', 'pending').then(null).else(eb.ref('dispatched_at')).end(),
      updated_at: sql<string>`now()`,
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('post')
        .select('id')
        .where(isDue)
        .where((due) => due.or([due('not_before', 'is', null), due('not_before', '<=', now.toString())]))
        .orderBy(sql`state = 'posted'`)
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'attempt', 'key', 'kind', 'params', 'audience', 'channel', 'ts', 'body_hash'])
    .executeTakeFirst();
  return row && { ...row, bodyHash: row.body_hash };
}

/**
 * Free and wanting work. A posted one whose stamp nobody knows cannot be rewritten, and must not be said again. While a post waits, `lease_until` is the machine time before which it is left alone; on a
 * posted one, a lease that has run out is a refresh that was broken off, and refreshing twice does no harm.
 */
function isDue(eb: ExpressionBuilder<Tables, 'post'>) {
  return eb.and([
    eb.or([eb('state', '=', 'pending'), eb.and([eb('state', '=', 'posted'), eb('ts', 'is not', null)])]),
    eb.or([
      eb('lease_until', '<=', sql<string>`now()`),
      eb.and([eb('lease_until', 'is', null), eb.or([eb('state', '=', 'pending'), eb('stale', '=', true)])]),
    ]),
  ]);
}

/**
 * Notes, just before the send, that the message is on its way from here on. False when the claim was lost: then
 * nothing may be sent.
 */
export async function markDispatched(store: Store, claim: Claim): Promise<boolean> {
  const result = await store.db
    .updateTable('post')
    .set({ dispatched_at: sql<string>`now()`, lease_until: leaseEnd(), updated_at: sql<string>`now()` })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .where('state', '=', 'sending')
    .where('lease_until', '>', sql<string>`now()`)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
