/** First and last moments of business dates. All intervals are half-open: start inclusive, end exclusive. */

export type Day = Temporal.PlainDate;

export function day(text: string): Day {
  return Temporal.PlainDate.from(text);
}

/** A day as people read it: "Nov 18, 2026". */
export function dayWords(date: Day): string {
  return date.toLocaleString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
}

/** The local calendar day of an instant in an IANA zone. */
export function dayIn(zone: string, instant: Temporal.Instant): Day {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The first instant of a day in a zone (00:00, or the first moment that exists where clocks skip it). */
export function startOfDay(date: Day, zone: string): Temporal.Instant {
  return date.toZonedDateTime(zone).toInstant();
}

/** The instant just after a day ends in a zone: as of "the end of that day". */
export function endOfDay(date: Day, zone: string): Temporal.Instant {
  return startOfDay(date.add({ days: 1 }), zone);
}

/** Whole days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return from.until(to, { largestUnit: 'days' }).days;
}

export function isBefore(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) < 0;
}

export function earliest(a: Day, b: Day): Day {
  return isBefore(b, a) ? b : a;
}
