import * as fc from 'fast-check';
import type { Day } from '#lib/days.ts';
import { Q4, WORK } from './standings.ts';

/** What happens in the quarter of one person: on which day, and by how much more or less counts. */
export interface Happening {
  readonly day: number;
  readonly kind: 'deal' | 'reopened' | 'late' | 'quota';
  readonly amount: number;
}

/** A generated quarter of one person with a quota of 100,000. */
export interface Quarter {
  readonly happenings: readonly Happening[];
  /** Calls of each day of the quarter; the quota asks for ten a working day. */
  readonly calls: readonly number[];
  /** Days on leave: from, and how many. */
  readonly leave: { readonly from: number; readonly days: number };
  readonly isLinked: boolean;
  /** Looks in a day: the process may be down, or may look again and again at the same. */
  readonly looks: readonly number[];
  /** Open deals, due on a day of the quarter. */
  readonly open: readonly { readonly amount: number; readonly due: number }[];
}

export const DAYS = 92;

export const aQuarter: fc.Arbitrary<Quarter> = fc.record({
  happenings: fc.array(
    fc.record({
      day: fc.nat({ max: DAYS - 1 }),
      kind: fc.constantFrom('deal', 'deal', 'deal', 'reopened', 'late', 'quota'),
      amount: fc.integer({ min: 1_000, max: 45_000 }),
    }),
    { maxLength: 14 },
  ),
  calls: fc.array(fc.integer({ min: 0, max: 18 }), { minLength: DAYS, maxLength: DAYS }),
  leave: fc.record({ from: fc.nat({ max: DAYS - 1 }), days: fc.constantFrom(0, 0, 5, 20) }),
  isLinked: fc.constantFrom(true, true, true, true, true, true, true, true, true, false),
  looks: fc.array(fc.constantFrom(0, 1, 1, 2, 5), { minLength: 10, maxLength: 30 }),
  open: fc.array(
    fc.record({ amount: fc.integer({ min: 1_000, max: 40_000 }), due: fc.nat({ max: DAYS - 1 }) }),
    { maxLength: 5 },
  ),
});

const QUOTA = 100_000;

/** Reckoning with days takes long, and every quarter has the same ones. */
const CALENDAR: readonly Day[] = Array.from({ length: DAYS + 1 }, (_, index) =>
  Q4.start.add({ days: index }),
);
const WORKDAYS = CALENDAR.map((one) => WORK.isWorkingDay(one, ''));
const PASSED = CALENDAR.map((_, index) => WORKDAYS.slice(0, index).filter(Boolean).length);
const ALL = PASSED[DAYS] ?? 0;

export function dayAt(index: number): Day {
  return CALENDAR[index] ?? Q4.end;
}

export function isWorkday(index: number): boolean {
  return WORKDAYS[index] ?? false;
}

/** Working days of the quarter before a day, and all of them. */
export function workdays(index: number): { readonly passed: number; readonly all: number } {
  return { passed: PASSED[index] ?? ALL, all: ALL };
}

export function isAway({ leave }: Quarter, index: number): boolean {
  return index >= leave.from && index < leave.from + leave.days;
}

/** What counts for the days before `until`, as known on the evening before `known`. */
export function achievedBefore(quarter: Quarter, until: number, known: number): number {
  return quarter.happenings.reduce((sum, { day, kind, amount }) => {
    if (day >= known || kind === 'quota') return sum;
    // A deal that is told late counts for a week earlier; one that is reopened takes away what counted before it.
    const countsOn = kind === 'late' ? Math.max(0, day - 7) : day;
    if (countsOn >= until) return sum;
    return kind === 'reopened' ? Math.max(0, sum - amount) : sum + amount;
  }, 0);
}

/** The quota as it is set on a day: each change takes it up by a fifth. */
export function quotaOn({ happenings }: Quarter, known: number): number {
  const changes = happenings.filter(({ day, kind }) => kind === 'quota' && day < known).length;
  return Math.round(QUOTA * 1.2 ** changes);
}

export function callsBefore({ calls }: Quarter, until: number): number {
  return calls.slice(0, until).reduce((sum, one, at) => sum + (isWorkday(at) ? one : 0), 0);
}
