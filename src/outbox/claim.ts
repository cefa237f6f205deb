import { sql, type ExpressionBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import type { PostParams } from './outbox.ts';
import { inSeconds, type Timing } from './timing.ts';

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
  /** The key of the message in whose thread it goes. */
  readonly threadKey: string | null;
}

/**
 * Takes the oldest post that is due at business time `now`, if there is one: new ones first, then refreshes. Kinds
 * that wait stay as they are.
 */
export async function claimNext(
  store: Store,
  {
    now,
    waiting,
    timing,
  }: { readonly now: Temporal.Instant; readonly waiting: readonly string[]; readonly timing: Timing },
): Promise<Claim | undefined> {
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
      lease_until: inSeconds(timing.leaseSeconds),
      dispatched_at: eb.case().when('state', '=', 'pending').then(null).else(eb.ref('dispatched_at')).end(),
      updated_at: sql<string>`now()`,
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('post')
        .select('id')
        .where(isDue)
        .where((due) => due.or([due('not_before', 'is', null), due('not_before', '<=', now.toString())]))
        .$if(waiting.length > 0, (due) => due.where('kind', 'not in', waiting))
        .orderBy(sql`state = 'posted'`)
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning([
      'id',
      'attempt',
      'key',
      'kind',
      'params',
      'audience',
      'channel',
      'ts',
      'body_hash',
      'thread_key',
    ])
    .executeTakeFirst();
  return row && { ...row, bodyHash: row.body_hash, threadKey: row.thread_key };
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
 * Notes, just before a call, that the message is on its way from here on, and renews the lease for that call. False
 * when the claim was lost: then nothing may be sent.
 */
export async function markDispatched(
  store: Store,
  claim: Claim,
  {
    now,
    bodyHash,
    timing,
  }: { readonly now: Temporal.Instant; readonly bodyHash: string; readonly timing: Timing },
): Promise<boolean> {
  const result = await store.db
    .updateTable('post')
    .set({
      dispatched_at: sql<string>`now()`,
      // Slack's stamps follow real time; the local Slack's follow business time: the earlier of both is before either.
      sent_since: sql<string>`case when doubtful then sent_since else least(now(), ${now.toString()}::timestamptz) end`,
      // Of two attempts nobody knows which one will be found: then the message is brought up to date.
      body_hash: sql<string | null>`case when doubtful then null else ${bodyHash}::text end`,
      lease_until: inSeconds(timing.leaseSeconds),
      updated_at: sql<string>`now()`,
    })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .where('state', '=', 'sending')
    .where('lease_until', '>', sql<string>`now()`)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
