import type { Coming, OwnAsked, Services } from '#feature.ts';
import { day, dayIn, isBefore } from '#lib/days.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { toldKey } from './keys.ts';
import { ACKNOWLEDGE, titleText } from './message-views.ts';
import { tables } from './tables.ts';

/** More would be a list of old news. */
const MOST = 3;

/** The changes that were announced to somebody, are there to be read, and that they have not said they read. */
export async function comingChanges(
  { store }: Services,
  { actor, now, timeZone }: OwnAsked,
): Promise<readonly Coming[]> {
  const { slackUserId } = actor;
  const unread = await tables(store)
    .selectFrom('announcement as one')
    .innerJoin('announcement_delivery as own', 'own.announcement_id', 'one.id')
    .select(['one.id', 'one.title', 'one.effective_on'])
    .where('own.slack_user_id', '=', slackUserId)
    .where('own.acknowledged_on', 'is', null)
    .where('one.state', '=', 'scheduled')
    .orderBy('one.id', 'desc')
    .limit(MOST)
    .execute();
  if (unread.length === 0) return [];
  const keyOf = (id: number) => toldKey(id) + slackUserId;
  const reached = await store.db
    .selectFrom('post')
    .leftJoin('post as carrier', 'carrier.key', 'post.carrier')
    .select('post.key')
    .where(
      'post.key',
      'in',
      unread.map(({ id }) => keyOf(id)),
    )
    .where((eb) => eb.or([eb('post.ts', 'is not', null), eb('carrier.ts', 'is not', null)]))
    .execute();
  const there = new Set(reached.map(({ key }) => key));
  const today = dayIn(timeZone, now);
  return unread
    .filter(({ id }) => there.has(keyOf(id)))
    .map(({ id, title, effective_on }) => {
      const on = day(effective_on);
      const holds = isBefore(today, on) ? mrkdwn`takes effect` : mrkdwn`took effect`;
      return {
        on,
        words: mrkdwn`"${titleText({ title })}" ${holds}; it is in your messages, not marked as read`,
        action: {
          action: ACKNOWLEDGE,
          label: 'I have read it',
          value: String(id),
          spoken: `I have read: ${title}`,
        },
      };
    });
}
