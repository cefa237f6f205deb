import { type Day, isBefore } from '#lib/days.ts';
import { contains, lastDay, type Period } from '#model/period.ts';

/** When a period is, seen from a day: "this week" while it runs, "in 2026-Q3" otherwise, "today" for a day. */
export function periodWords(period: Period, today: Day): string {
  if (contains(period, today)) return period.type === 'day' ? 'today' : `this ${period.type}`;
  return period.type === 'day' ? `on ${period.id}` : `in ${period.id}`;
}

/** A period with its first and last day, so that nobody has to guess: "2026-Q4, Oct 1 – Dec 31, 2026". */
export function periodTitle(period: Period, locale = 'en-US'): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  if (period.type === 'day') return format.format(period.start);
  return `${period.id}, ${format.formatRange(period.start, lastDay(period))}`;
}

/** Whether the last day of the period has passed. */
export function isOver(period: Period, today: Day): boolean {
  return !isBefore(today, period.end);
}
