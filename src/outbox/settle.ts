import { sql, type UpdateObject } from 'kysely';
import type { Store } from '#store/store.ts';
import type { PostTable, Tables } from '#store/tables.ts';
import { leaseEnd, type Claim } from './claim.ts';

/** How a claim ended. */
export type Settlement =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string; readonly bodyHash: string }
  /** A posted message that already says what it should. */
  | { readonly kind: 'unchanged' }
  /** To be tried again after a time. */
  | { readonly kind: 'again'; readonly waitSeconds: number; readonly reason: string }
  /** Never to be posted; of a message that is there, not to be updated. */
  | { readonly kind: 'dropped'; readonly reason: string }
  /** Perhaps posted: left alone until someone has looked. */
  | { readonly kind: 'parked'; readonly reason: string };

/** Writes down how a claim ended. False when another sender has overtaken it meanwhile. */
export async function settle(store: Store, claim: Claim, end: Settlement): Promise<boolean> {
  const result = await store.db
    .updateTable('post')
    .set({ lease_until: null, ...changes(claim, end), updated_at: sql<string>`now()` })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .where('state', 'in', statesToLeave(claim, end))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** A sender that was thought dead may still bring the news that its message is there. */
function statesToLeave(claim: Claim, end: Settlement): readonly PostTable['state'][] {
  if (claim.ts !== null) return ['posted'];
  return end.kind === 'posted' ? ['sending', 'parked'] : ['sending'];
}

function changes(claim: Claim, end: Settlement): UpdateObject<Tables, 'post'> {
  switch (end.kind) {
    case 'posted':
      return { state: 'posted', channel: end.channel, ts: end.ts, body_hash: end.bodyHash, reason: null };
    case 'unchanged':
      return { reason: null };
    case 'again':
      return {
        ...(claim.ts === null ? { state: 'pending' as const, dispatched_at: null } : { stale: true }),
        lease_until: leaseEnd(end.waitSeconds),
        reason: end.reason,
      };
    case 'dropped':
      return claim.ts === null ? { state: 'dropped', reason: end.reason } : { reason: end.reason };
    case 'parked':
      return { state: 'parked', reason: end.reason };
  }
}
