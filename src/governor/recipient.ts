import { dayIn } from '#lib/days.ts';
import type { Recipient } from '#model/attention.ts';
import { readLocation } from '#metrics/location.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { SlackDirectory } from '#slack/directory.ts';
import type { Store } from '#store/store.ts';
import { readBounds, within } from './bounds.ts';
import { readChoices } from './choices.ts';

type People = Pick<SlackDirectory, 'profileOf' | 'dndOf'>;

/**
 * A person as the policy needs them: what they chose, the zone of their Slack profile, the working days and holidays
 * of where they work. While Slack does not say whether they are to be left alone, they are not.
 */
export async function readRecipient(
  { store, people }: { readonly store: Store; readonly people: People },
  slackUserId: string,
  now: Temporal.Instant,
): Promise<Recipient> {
  const [choices, bounds, profile, dnd, calendar] = await Promise.all([
    readChoices(store, slackUserId),
    readBounds(store),
    people.profileOf(slackUserId),
    people.dndOf(slackUserId).catch(() => undefined),
    readWorkCalendar(store),
  ]);
  const location = await locationOf(store, slackUserId, { now, zone: profile.timeZone });
  return {
    ...choices,
    budget: within(bounds, choices.budget),
    zone: profile.timeZone,
    dnd,
    isWorkingDay: (day) => calendar.isWorkingDay(day, location),
  };
}

/** Where the person in Salesforce is to whom they are linked; '' is the organisation's default. */
async function locationOf(
  store: Store,
  slackUserId: string,
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): Promise<string> {
  const link = await store.db
    .selectFrom('identity_link')
    .select('person_id')
    .where('slack_user_id', '=', slackUserId)
    .executeTakeFirst();
  return link ? readLocation(store, link.person_id, dayIn(zone, now)) : '';
}
