import { type Day, dayIn } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import type { MetricContext } from './context.ts';

/** A company on its own day, and the moment at which somebody asks. */
export interface CompanyToday {
  readonly store: Store;
  readonly day: Day;
  readonly now: Temporal.Instant;
}

/** The company today: in the organisation's zone. */
export function companyToday({
  store,
  calendar,
  now,
}: Pick<MetricContext, 'store' | 'calendar' | 'now'>): CompanyToday {
  return { store, day: dayIn(calendar.zone, now), now };
}

/**
 * The day it is for a person: in their own zone, or the organisation's where nobody is known. Which period that day is
 * in, and which day a deal or a call counts on, stays the organisation's.
 */
export async function todayOf(
  { store, calendar, now }: Pick<MetricContext, 'store' | 'calendar' | 'now'>,
  personId: string | null,
): Promise<Day> {
  const person =
    personId === null
      ? undefined
      : await store.db.selectFrom('person').select('time_zone').where('id', '=', personId).executeTakeFirst();
  return dayIn(person?.time_zone ?? calendar.zone, now);
}
