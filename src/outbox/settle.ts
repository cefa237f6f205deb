import { sql, type UpdateObject } from 'kysely';
import type { Store } from '#store/store.ts';
import type { PostTable, Tables } from '#store/tables.ts';
import { handOver } from './carried.ts';
import type { Claim } from './claim.ts';
import type { PostRequest } from './outbox.ts';
import { inSeconds, type Timing } from './timing.ts';

/** How a claim ended. */
export type Settlement =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string; readonly bodyHash: string }
  /** A posted message that already says what it should. */
  | { readonly kind: 'unchanged' }
  /** To be tried again after a time. */
  | { readonly kind: 'again'; readonly waitSeconds: number; readonly reason: string }
  /** Not before this business time: its person is not to be disturbed, or it is not the hour of its channel. */
  | { readonly kind: 'held'; readonly until: Temporal.Instant; readonly reason: string }
  /** Said by another message, which is recorded where it is not there yet. */
  | {
      readonly kind: 'carried';
      readonly by: string;
      readonly carrier: PostRequest | undefined;
      readonly reason: string;
    }
  /** Never to be posted; of a message that is there, not to be updated. */
  | { readonly kind: 'dropped'; readonly reason: string }
  /** Perhaps posted: left alone for the settle time, then looked for. */
  | { readonly kind: 'unsure'; readonly reason: string };

/** Writes down how a claim ended. False when another sender has overtaken it meanwhile. */
export async function settle(
  store: Store,
  claim: Claim,
  { end, timing }: { readonly end: Settlement; readonly timing: Timing },
): Promise<boolean> {
  if (end.kind === 'carried' && (await handOver(store, claim, end))) return true;
  const result = await store.db
    .updateTable('post')
    .set({ lease_until: null, ...changes(claim, end, timing), updated_at: sql<string>`now()` })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .where('state', 'in', statesToLeave(claim, end))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** A sender that was thought dead may still bring the news that its message is there, unless it was overtaken. */
function statesToLeave(claim: Claim, end: Settlement): readonly PostTable['state'][] {
  if (claim.ts !== null) return ['posted'];
  return end.kind === 'posted' ? ['sending', 'settling', 'pending', 'parked', 'unknown'] : ['sending'];
}

function changes(claim: Claim, end: Settlement, timing: Timing): UpdateObject<Tables, 'post'> {
  switch (end.kind) {
    case 'posted':
      return claim.ts === null
        ? { ...there(end, timing), body_hash: end.bodyHash }
        : { channel: end.channel, ts: end.ts, reason: null, body_hash: end.bodyHash };
    case 'unchanged':
      return { reason: null };
    case 'again':
      return {
        ...(claim.ts === null ? UNSENT : { stale: true }),
        lease_until: inSeconds(end.waitSeconds),
        reason: end.reason,
      };
    case 'held':
      return { ...UNSENT, not_before: end.until.toString(), reason: end.reason };
    case 'carried':
      // The other one has just left: what becomes of this one is decided anew.
      return { ...UNSENT, lease_until: inSeconds(HAND_OVER_SECONDS), reason: end.reason };
    case 'dropped':
      return claim.ts === null ? { state: 'dropped', reason: end.reason } : { reason: end.reason };
    case 'unsure':
      return {
        state: 'settling',
        doubtful: true,
        looked_to: null,
        lease_until: inSeconds(timing.settleSeconds),
        reason: end.reason,
      };
  }
}

const HAND_OVER_SECONDS = 1;

/** Back in line: this attempt has certainly said nothing, an earlier one may have. */
const UNSENT = {
  state: 'pending' as const,
  dispatched_at: null,
  sent_since: sql<string | null>`case when doubtful then sent_since end`,
};

/** The message stands at `ts`. After doubts, it is looked for a second one. */
export function there(
  { channel, ts }: { readonly channel: string; readonly ts: string },
  { settleSeconds }: Timing,
): UpdateObject<Tables, 'post'> {
  return {
    state: 'posted',
    channel,
    ts,
    reason: null,
    looked_to: null,
    sweeps: 0,
    sweep_at: sql<string | null>`case when doubtful then ${inSeconds(settleSeconds)} end`,
  };
}
