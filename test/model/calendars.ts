import { createCalendar, type Calendar } from '#model/calendar.ts';
import type { PeriodType } from '#model/period.ts';

/** A Wednesday: what people type is read on it. */
export const today = Temporal.PlainDate.from('2017-11-15');

/** A calendar of fiscal years that begin with a month. */
export function standard({ startMonth = 1, namedByStart = false, weekStart = 1 } = {}): Calendar {
  return createCalendar({ timeZone: 'UTC', weekStart, fiscal: { startMonth, namedByStart }, custom: [] });
}

/** The name of the period that a day is in. */
export function idOf(calendar: Calendar, type: PeriodType, day: string): string {
  return calendar.periodOf(type, Temporal.PlainDate.from(day)).id;
}

/** What a person typed, as periods with their first day and the one after their last. */
export function parsed(calendar: Calendar, text: string): readonly string[] {
  return calendar.parse(text, { today }).map((it) => `${it.type} ${it.start} ${it.end}`);
}
