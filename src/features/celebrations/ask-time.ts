import { readChoices } from '#governor/choices.ts';
import { dayIn } from '#lib/days.ts';
import { readLocation } from '#metrics/location.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { Store } from '#store/store.ts';
import { askAt } from './policy.ts';

/** Somebody as they are found where they work. */
export interface Linked {
  readonly slackUserId: string;
  /** IANA zone. */
  readonly timeZone: string;
}

/** When somebody is asked about a quota that is reached now, by their own hours and working days. */
export async function askTime(
  store: Store,
  { personId, slackUserId, timeZone: zone }: Linked & { readonly personId: string },
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const [{ quiet }, work, location] = await Promise.all([
    readChoices(store, slackUserId),
    readWorkCalendar(store),
    readLocation(store, personId, dayIn(zone, now)),
  ]);
  return askAt({ zone, quiet, isWorkingDay: (day) => work.isWorkingDay(day, location) }, now);
}
