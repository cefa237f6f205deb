import { Bug } from './errors.ts';

/** A local-time schedule: on these weekdays (1 = Monday … 7 = Sunday) at this hour of an IANA zone. */
export interface Weekly {
  readonly days: readonly number[];
  readonly hour: number;
  readonly timeZone: string;
}

/**
 * The latest moment at or before `now` at which the schedule was due. Over time its results are one moment for every
 * matching local day: where clocks skip the hour it is the first moment after the gap, where they repeat it the
 * first of the two, and a day that a zone leaves out falls together with the next.
 */
export function lastDue(weekly: Weekly, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(weekly.timeZone).toPlainDate();
  // Tomorrow too: a clock set back across midnight returns to yesterday's date after today's hour has passed.
  for (let back = -1; back <= 8; back++) {
    const due = dueOn(today.subtract({ days: back }), weekly);
    if (due && Temporal.Instant.compare(due, now) <= 0) return due;
  }
  throw new Bug('a schedule has at least one weekday');
}

/** The first moment after `now` at which the schedule will be due. */
export function nextDue(weekly: Weekly, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(weekly.timeZone).toPlainDate();
  for (let ahead = -1; ahead <= 8; ahead++) {
    const due = dueOn(today.add({ days: ahead }), weekly);
    if (due && Temporal.Instant.compare(due, now) > 0) return due;
  }
  throw new Bug('a schedule has at least one weekday');
}

function dueOn(date: Temporal.PlainDate, weekly: Weekly): Temporal.Instant | undefined {
  if (!weekly.days.includes(date.dayOfWeek)) return undefined;
  const plainTime = Temporal.PlainTime.from({ hour: weekly.hour });
  return date.toZonedDateTime({ timeZone: weekly.timeZone, plainTime }).toInstant();
}

/** An hour as a form offers it: "08:00". */
export function hourLabel(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
