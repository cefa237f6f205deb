import type { Day } from '#lib/days.ts';

/** Writes an instant the way Salesforce does: 2026-11-18T13:00:00.000+0000. */
export function stamp(at: Temporal.Instant): string {
  return at.toString({ fractionalSecondDigits: 3 }).replace('Z', '+0000');
}

/** The instant at which a clock on the wall of `zone` shows `minute` (counted from midnight) on `day`. */
export function momentOn(
  day: Day,
  { zone, minute }: { readonly zone: string; readonly minute: number },
): Temporal.Instant {
  const plainTime = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
}

export function isWorkingDay(day: Day): boolean {
  return day.dayOfWeek <= 5;
}

/** The day itself, or the Monday after it when it falls on a weekend. */
export function workingDayFrom(day: Day): Day {
  return isWorkingDay(day) ? day : day.add({ days: 8 - day.dayOfWeek });
}

/** The working day `count` working days before `day`. */
export function workingDaysBefore(day: Day, count: number): Day {
  let found = day;
  for (let left = count; left > 0; ) {
    found = found.subtract({ days: 1 });
    if (isWorkingDay(found)) left--;
  }
  return found;
}
