import { type Day, isBefore } from '#lib/days.ts';
import type { Period } from '#model/period.ts';

/** When a period is, seen from a day: "this week" while it runs, "in 2026-Q3" otherwise, "today" for a day. */
export function periodWords(period: Period, today: Day): string {
  if (isCurrent(period, today)) return period.type === 'day' ? 'today' : `this ${period.type}`;
  return period.type === 'day' ? `on ${period.id}` : `in ${period.id}`;
}

/** A period with its first and last day, so that nobody has to guess: "2026-Q4, Oct 1 – Dec 31, 2026". */
export function periodTitle(period: Period, locale = 'en-US'): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const last = period.end.subtract({ days: 1 });
  const range = period.type === 'day' ? format.format(period.start) : format.formatRange(period.start, last);
  return `${period.id}, ${range}`;
}

export function isCurrent(period: Period, today: Day): boolean {
  return !isBefore(today, period.start) && isBefore(today, period.end);
}

/** Whether the last day of the period has passed. */
export function isOver(period: Period, today: Day): boolean {
  return !isBefore(today, period.end);
}
