import { sql } from 'kysely';
import type { Services } from '#feature.ts';
import type { Store } from '#store/store.ts';
import { markReminded, readDeliveries } from './deliveries.ts';
import { ASKED, pageKey, REMINDER, reminderKey } from './keys.ts';
import { landingOf, whomToRemind } from './plan.ts';
import { readQuestions, takeAsked } from './questions-store.ts';
import { tables } from './tables.ts';

/** What has not arrived by then is not waited for: people leave, and turn messages off. */
const FOLLOWED_UP = { hours: 30 * 24 };

/** Reminds who has not responded, tells authors once an hour of what was asked, and keeps their pages true. */
export async function followUp(services: Services, now: Temporal.Instant): Promise<void> {
  const { store, outbox } = services;
  const did = await store.transaction(async (tx) => {
    const reminded = await remind(services, tx, now);
    const told = await tellAuthors(services, tx, now);
    const changed = await refreshPages(services, tx, now);
    return reminded + told + changed;
  });
  if (did > 0) await outbox.wake();
}

async function remind({ outbox }: Services, tx: Store, now: Temporal.Instant): Promise<number> {
  const due = await tables(tx)
    .selectFrom('announcement_delivery as one')
    .innerJoin('announcement', 'announcement.id', 'one.announcement_id')
    .select(['announcement.id', 'announcement.author_id', 'announcement.approver_id'])
    .distinct()
    .where('announcement.state', '=', 'scheduled')
    .where('one.remind_at', '<=', now.toString())
    .where('one.remind_at', '>', now.subtract(FOLLOWED_UP).toString())
    .where('one.was_reminded', '=', false)
    .where('one.acknowledged_on', 'is', null)
    .execute();
  let count = 0;
  for (const { id, author_id, approver_id } of due) {
    const questions = await readQuestions(tx, id);
    const spared = new Set([
      author_id,
      ...(approver_id === null ? [] : [approver_id]),
      ...questions.flatMap(({ askerId }) => (askerId === null ? [] : [askerId])),
    ]);
    for (const { slackUserId } of whomToRemind(await readDeliveries(tx, id), { spared, now })) {
      const key = reminderKey(id) + slackUserId;
      await outbox.record(tx, { key, kind: REMINDER, params: { announcement: id }, audience: slackUserId });
      await markReminded(tx, id, slackUserId);
      count++;
    }
  }
  return count;
}

async function tellAuthors({ outbox }: Services, tx: Store, now: Temporal.Instant): Promise<number> {
  const hour = now.round({ smallestUnit: 'hour', roundingMode: 'floor' });
  const asked = await takeAsked(tx, hour);
  for (const { announcementId, authorId } of asked) {
    const key = `${ASKED}/${announcementId}/${hour.toString()}`;
    const params = { announcement: announcementId };
    await outbox.record(tx, { key, kind: ASKED, params, audience: authorId });
    await outbox.refresh(tx, pageKey(announcementId));
  }
  return asked.length;
}

/** A message that arrived is news for the page. */
async function refreshPages({ outbox }: Services, tx: Store, now: Temporal.Instant): Promise<number> {
  const sent = await tables(tx)
    .selectFrom('announcement as one')
    .innerJoin('announcement_delivery as delivery', 'delivery.announcement_id', 'one.id')
    .select(['one.id', 'one.told_reach', sql<number>`count(delivery.due_at)::int`.as('people')])
    .where('one.state', '=', 'scheduled')
    .where('delivery.due_at', '>', now.subtract(FOLLOWED_UP).toString())
    .groupBy(['one.id', 'one.told_reach'])
    .having(sql<boolean>`count(delivery.due_at) > one.told_reach`)
    .execute();
  let count = 0;
  for (const { id, told_reach } of sent) {
    const { reached } = landingOf(await readDeliveries(tx, id));
    if (reached === told_reach) continue;
    await tables(tx).updateTable('announcement').set({ told_reach: reached }).where('id', '=', id).execute();
    await outbox.refresh(tx, pageKey(id));
    count++;
  }
  return count;
}
