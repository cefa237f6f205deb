/** Days are counted from the first day of the data: typed arrays hold numbers, not dates. */
export const FIRST_DAY = Temporal.PlainDate.from('2023-12-01');
/** The business day of all measurements, in the middle of a quarter. */
export const TODAY = Temporal.PlainDate.from('2026-11-16');
export const ZONE = 'America/New_York';
export const NOW = Temporal.Instant.from('2026-11-16T20:00:00Z');

/** Deals are created and closed in the past of `TODAY`; open ones are due up to five months later. */
export const PAST_DAYS = indexOfDay(TODAY);
export const ALL_DAYS = indexOfDay(Temporal.PlainDate.from('2027-05-01'));

/** The moment of a day at which things happen: the same calendar day in every zone of America. */
const HOUR_OF_CHANGES = 18;

export function dayAt(index: number): Temporal.PlainDate {
  return FIRST_DAY.add({ days: index });
}

export function indexOfDay(day: Temporal.PlainDate): number {
  return FIRST_DAY.until(day, { largestUnit: 'days' }).days;
}

/** Seconds since 1970 of the moment at which a day's changes happen. */
export function momentOn(day: number): number {
  return FIRST_EPOCH + day * 86_400;
}

const FIRST_EPOCH =
  FIRST_DAY.toZonedDateTime({ timeZone: 'UTC', plainTime: { hour: HOUR_OF_CHANGES } }).epochMilliseconds /
  1000;
