import { type Day, isBefore } from '#lib/days.ts';
import type { Period } from '#model/period.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import type { Span } from './spans.ts';
import type { Standing } from './standing.ts';

/** The last working days of a period before a day, oldest first. */
export function workedBefore(
  today: Day,
  at: {
    readonly period: Period;
    readonly work: WorkCalendar;
    readonly location: string;
    readonly count: number;
  },
): readonly Day[] {
  const days: Day[] = [];
  for (
    let day = today.subtract({ days: 1 });
    days.length < at.count && !isBefore(day, at.period.start);
    day = day.subtract({ days: 1 })
  )
    if (at.work.isWorkingDay(day, at.location)) days.unshift(day);
  return days;
}

/** One day of a quota's period. */
export function oneDay(standing: Standing, day: Day | undefined): Span | undefined {
  return day && { standing, from: day, to: day.add({ days: 1 }) };
}
