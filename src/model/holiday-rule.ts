import { type Day, daysBetween, isBefore } from '#lib/days.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const NTH = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const;
const WEEKDAYS = 0b0111110;
/** Without an end, a holiday is known for so long after its first day. */
const YEARS_AHEAD = 50;

/** How a holiday comes again, in Salesforce's words (Holiday: RecurrenceType and what belongs to it). */
export interface HolidayRule {
  readonly type: string;
  /** The last day on which it may fall, as ISO text; null = without end. */
  readonly until: string | null;
  /** Every so many days, weeks or months; yearly ones come every year. */
  readonly interval: number | null;
  /** Sunday 1, Monday 2, Tuesday 4 … Saturday 64, added up. */
  readonly weekdays: number | null;
  readonly dayOfMonth: number | null;
  readonly month: string | null;
  readonly nth: string | null;
}

/** The days of a holiday from its first on; undefined when the rule is of a kind we cannot follow. */
export function holidayDays(start: Day, rule: HolidayRule | null): readonly Day[] | undefined {
  if (!rule) return [start];
  const candidates = candidatesOf(start, rule);
  if (!candidates) return undefined;
  return candidates.filter((it) => !isBefore(it, start) && !isBefore(lastOf(start, rule), it));
}

function lastOf(start: Day, { until }: HolidayRule): Day {
  return until === null ? start.add({ years: YEARS_AHEAD }) : Temporal.PlainDate.from(until);
}

function candidatesOf(start: Day, rule: HolidayRule): readonly Day[] | undefined {
  const every = Math.max(1, rule.interval ?? 1);
  const mask = rule.weekdays ?? 0;
  switch (rule.type) {
    case 'RecursDaily':
      return eachDay(start, rule).filter((_, nth) => nth % every === 0);
    case 'RecursEveryWeekday':
      return eachDay(start, rule).filter((it) => isOf(it, WEEKDAYS));
    case 'RecursWeekly': {
      const sunday = start.subtract({ days: start.dayOfWeek % 7 });
      const isDue = (it: Day) => Math.floor(daysBetween(sunday, it) / 7) % every === 0;
      return eachDay(start, rule).filter((it) => isOf(it, mask) && isDue(it));
    }
    case 'RecursMonthly':
      return eachMonth(start, rule, every).flatMap((month) => dateIn(month, rule.dayOfMonth));
    case 'RecursMonthlyNth':
      return eachMonth(start, rule, every).flatMap((month) => nthIn(month, rule));
    case 'RecursYearly':
      return theMonths(start, rule).flatMap((month) => dateIn(month, rule.dayOfMonth));
    case 'RecursYearlyNth':
      return theMonths(start, rule).flatMap((month) => nthIn(month, rule));
    default:
      return undefined;
  }
}

function eachDay(start: Day, rule: HolidayRule): readonly Day[] {
  const days = Math.max(0, daysBetween(start, lastOf(start, rule)) + 1);
  return Array.from({ length: days }, (_, nth) => start.add({ days: nth }));
}

/** First days of months. */
function eachMonth(start: Day, rule: HolidayRule, every: number): readonly Day[] {
  const first = start.with({ day: 1 });
  const { months } = first.until(lastOf(start, rule), { largestUnit: 'months' });
  return Array.from({ length: Math.floor(Math.max(0, months) / every) + 1 }, (_, nth) =>
    first.add({ months: nth * every }),
  );
}

function theMonths(start: Day, rule: HolidayRule): readonly Day[] {
  const month = MONTHS.findIndex((name) => name === rule.month) + 1;
  return month === 0 ? [] : eachMonth(start, rule, 1).filter((it) => it.month === month);
}

/** 29 February or the 31st: in a month that has no such day there is no holiday. */
function dateIn(month: Day, dayOfMonth: number | null): readonly Day[] {
  const known = dayOfMonth !== null && dayOfMonth >= 1 && dayOfMonth <= month.daysInMonth;
  return known ? [month.with({ day: dayOfMonth })] : [];
}

/** "The fourth Thursday", "the last weekday": the nth of the days in the mask. */
function nthIn(month: Day, { nth, weekdays }: HolidayRule): readonly Day[] {
  const days = Array.from({ length: month.daysInMonth }, (_, index) => month.add({ days: index }));
  const matching = days.filter((it) => isOf(it, weekdays ?? 0));
  const found = nth === 'Last' ? matching.at(-1) : matching[NTH.findIndex((name) => name === nth)];
  return found ? [found] : [];
}

function isOf(day: Day, mask: number): boolean {
  return ((mask >> (day.dayOfWeek % 7)) & 1) === 1;
}
