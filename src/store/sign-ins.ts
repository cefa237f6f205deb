import { createHash } from 'node:crypto';
import type { Store } from './store.ts';

/** How a sign-in stands: what its address is good for. */
export type Ticket =
  | { readonly state: 'open'; readonly slackUserId: string }
  | { readonly state: 'used' }
  /** Also of an address that never was one of ours. */
  | { readonly state: 'expired' };

const LIFETIME = { minutes: 10 };
const KEPT_DAYS = 30;

/** Keeps that somebody may sign in with this ticket; one they were given before is good no more. */
export async function openTicket(
  store: Store,
  asked: { readonly ticket: string; readonly slackUserId: string; readonly now: Temporal.Instant },
): Promise<void> {
  const { ticket, slackUserId, now } = asked;
  await store.transaction(async (tx) => {
    await tx.db
      .deleteFrom('sign_in')
      .where('slack_user_id', '=', slackUserId)
      .where('used_at', 'is', null)
      .execute();
    await tx.db
      .insertInto('sign_in')
      .values({
        token: tokenOf(ticket),
        slack_user_id: slackUserId,
        asked_at: now.toString(),
        expires_at: now.add(LIFETIME).toString(),
        used_at: null,
        outcome: null,
        person_id: null,
      })
      .execute();
  });
}

export async function readTicket(store: Store, ticket: string, now: Temporal.Instant): Promise<Ticket> {
  const row = await store.db
    .selectFrom('sign_in')
    .select(['slack_user_id', 'expires_at', 'used_at'])
    .where('token', '=', tokenOf(ticket))
    .executeTakeFirst();
  if (row === undefined) return { state: 'expired' };
  if (row.used_at !== null) return { state: 'used' };
  return isOver(row.expires_at, now)
    ? { state: 'expired' }
    : { state: 'open', slackUserId: row.slack_user_id };
}

/** Uses a ticket up: of any number who try, one finds it open. */
export async function useTicket(store: Store, ticket: string, now: Temporal.Instant): Promise<Ticket> {
  const used = await store.db
    .updateTable('sign_in')
    .set({ used_at: now.toString() })
    .where('token', '=', tokenOf(ticket))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toString())
    .returning('slack_user_id')
    .executeTakeFirst();
  return used ? { state: 'open', slackUserId: used.slack_user_id } : readTicket(store, ticket, now);
}

/** Writes down how a sign-in ended, and who it was where that is somebody of this company. */
export async function settleTicket(
  store: Store,
  ticket: string,
  { outcome, personId }: { readonly outcome: string; readonly personId: string | null },
): Promise<void> {
  await store.db
    .updateTable('sign_in')
    .set({ outcome, person_id: personId })
    .where('token', '=', tokenOf(ticket))
    .execute();
}

/** A sign-in that an admin has to look at: they are linked to nobody, or to somebody else. */
export interface WaitingSignIn {
  readonly slackUserId: string;
  readonly personId: string;
  readonly at: Temporal.Instant;
}

/** The latest sign-in of each Slack user that waits and has not led to a link, the newest first. */
export async function waitingSignIns(store: Store): Promise<readonly WaitingSignIn[]> {
  const rows = await store.db
    .selectFrom('sign_in')
    .leftJoin('identity_link', (join) =>
      join
        .onRef('identity_link.slack_user_id', '=', 'sign_in.slack_user_id')
        .onRef('identity_link.person_id', '=', 'sign_in.person_id'),
    )
    .select(['sign_in.slack_user_id', 'sign_in.person_id', 'sign_in.used_at', 'identity_link.confirmed_at'])
    .where('sign_in.outcome', '=', 'waits')
    .orderBy('sign_in.used_at', 'desc')
    .execute();
  const latest = new Map(rows.toReversed().map((row) => [row.slack_user_id, row]));
  return [...latest.values()]
    .toReversed()
    .flatMap(({ slack_user_id, person_id, used_at, confirmed_at }) =>
      person_id === null || used_at === null || confirmed_at !== null
        ? []
        : [{ slackUserId: slack_user_id, personId: person_id, at: Temporal.Instant.from(used_at) }],
    );
}

/** An admin looked at the sign-ins of somebody: none of them waits any more. */
export async function settleWaiting(store: Store, slackUserId: string): Promise<void> {
  await store.db
    .updateTable('sign_in')
    .set({ outcome: 'looked_at' })
    .where('slack_user_id', '=', slackUserId)
    .where('outcome', '=', 'waits')
    .execute();
}

/** Forgets sign-ins of long ago; the audit log has what came of them. */
export async function forgetOldTickets(store: Store, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 24 * KEPT_DAYS }).toString();
  await store.db.deleteFrom('sign_in').where('asked_at', '<', before).execute();
}

/** What is kept of a ticket: it opens nothing. */
function tokenOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

function isOver(at: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), now) <= 0;
}
