import { appendAudit } from './audit.ts';
import type { EndReason } from './link-tables.ts';
import type { Store } from './store.ts';

/** A link that held once. */
export interface FormerLink {
  readonly slackUserId: string;
  readonly personId: string;
  readonly reason: EndReason;
  readonly endedBy: string;
  readonly endedAt: Temporal.Instant;
}

export interface LinkEnd {
  readonly slackUserId: string;
  readonly reason: EndReason;
  /** A Slack user id, `cli`, or `attain` where nobody decided it. */
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** Whom a Slack user is linked to now. */
export async function readLink(
  store: Store,
  slackUserId: string,
): Promise<{ readonly personId: string } | undefined> {
  const row = await store.db
    .selectFrom('identity_link')
    .select('person_id')
    .where('slack_user_id', '=', slackUserId)
    .executeTakeFirst();
  return row && { personId: row.person_id };
}

/**
 * Ends a link with a reason and a date: whoever asks next is nobody. It stays ended until somebody confirms it again.
 * Returns whose it was; undefined where there was none.
 */
export async function endLink(store: Store, { slackUserId, reason, by, now }: LinkEnd) {
  return store.transaction(async (tx) => {
    const link = await tx.db
      .deleteFrom('identity_link')
      .where('slack_user_id', '=', slackUserId)
      .returning(['person_id', 'confirmed_by', 'confirmed_at'])
      .executeTakeFirst();
    if (link === undefined) return undefined;
    const ended = { reason, ended_by: by, ended_at: now.toString() };
    await tx.db
      .insertInto('former_link')
      .values({ slack_user_id: slackUserId, ...link, ...ended })
      .execute();
    const detail = { slackUserId, reason };
    await appendAudit(tx, { actor: by, action: 'link.ended', subject: link.person_id, detail, now });
    return { personId: link.person_id };
  });
}

/** Ended links, the latest first. */
export async function readFormerLinks(store: Store, limit: number): Promise<readonly FormerLink[]> {
  const rows = await store.db
    .selectFrom('former_link')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    slackUserId: row.slack_user_id,
    personId: row.person_id,
    reason: row.reason,
    endedBy: row.ended_by,
    endedAt: Temporal.Instant.from(row.ended_at),
  }));
}

/**
 * Whether a Slack user who is linked to nobody was linked to somebody who has left: then they hold nothing by their
 * Slack account either.
 */
export async function hasLeft(store: Store, slackUserId: string): Promise<boolean> {
  const last = await store.db
    .selectFrom('former_link')
    .select('reason')
    .where('slack_user_id', '=', slackUserId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && last.reason !== 'taken_away' && last.reason !== 'moved';
}
