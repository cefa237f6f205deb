import { dayIn, startOfDay, type Day } from '#lib/days.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';

/** Longer spans are put together from whole days that are measured once. */
const SHORT = 3;

/**
 * Answers how many business minutes lie between two moments, both taken to the whole minute before, for thousands of
 * spans that share their days: an unanswered deal may have waited for a year.
 */
export function minutesBetween(
  work: WorkCalendar,
  zone: string,
): (from: Temporal.Instant, to: Temporal.Instant) => bigint {
  const known = new Map<string, number>();
  const wholeDays = (first: Day, end: Day): number => {
    let total = 0;
    for (let day = first; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: 1 }))
      total += ofDay(day);
    return total;
  };
  const ofDay = (day: Day): number => {
    const key = day.toString();
    const before = known.get(key);
    if (before !== undefined) return before;
    const minutes = work.businessMinutes(startOfDay(day, zone), startOfDay(day.add({ days: 1 }), zone), '');
    known.set(key, minutes);
    return minutes;
  };
  return (from, to) => {
    const [start, end] = [wholeMinute(from), wholeMinute(to)];
    const [first, last] = [dayIn(zone, start).add({ days: 1 }), dayIn(zone, end)];
    if (first.until(last, { largestUnit: 'days' }).days < SHORT)
      return BigInt(work.businessMinutes(start, end, ''));
    const head = work.businessMinutes(start, startOfDay(first, zone), '');
    const tail = work.businessMinutes(startOfDay(last, zone), end, '');
    return BigInt(head + wholeDays(first, last) + tail);
  };
}

function wholeMinute(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'minute', roundingMode: 'floor' });
}
