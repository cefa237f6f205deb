import { type Day, isBefore } from '#lib/days.ts';
import { divideRounded } from '#lib/money.ts';
import { expectedShare } from '#model/quota-curve.ts';
import { type Spread, spreadOf } from '#model/quota-spread.ts';
import type { QuotaSpread } from './quota-spread.ts';
import type { Period } from '#model/period.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';

/** A quotient kept as its two integers until it is shown. */
interface Quotient {
  readonly sum: bigint;
  readonly by: bigint;
}

/** Where a person stands on the way to a quota, in the quota's smallest unit. */
export interface Progress {
  readonly quota: bigint;
  /** '' for counts. */
  readonly currency: string;
  /** What is left to the quota; negative when it is passed. */
  readonly gap: bigint;
  readonly phase: 'ahead' | 'running' | 'over';
  /** Of the person's location. Today is still running, so it counts among the days left. */
  readonly workingDays: {
    readonly passed: number;
    readonly left: number;
    readonly all: number;
    /** Nobody told us hours or holidays: Monday to Friday. */
    readonly areAssumed: boolean;
  };
  readonly pace: Pace | undefined;
  /** What the expected share goes by. */
  readonly along: 'days' | Spread['along'];
  /** What each working day left must bring; undefined when nothing is missing or no day is left. */
  readonly perDay: bigint | undefined;
}

/** Against the quota's own spread, or an even one over the working days. */
export interface Pace {
  /** What of the quota is asked for by now; evenly spread it is days passed ÷ all days. */
  readonly expected: Quotient;
  /** What is reached ÷ what was expected: 1 is on pace. */
  readonly index: Quotient;
}

/** How far a period has run, in the working days of a location; '' is the organisation's default. */
export interface Elapsed {
  readonly period: Period;
  /** The day it is where the reader is. */
  readonly today: Day;
  readonly work: WorkCalendar;
  readonly location: string;
  /** How the quota is spread, where it is known to be in parts or the company has a seasonal plan. */
  readonly spread?: QuotaSpread | undefined;
}

/**
 * Gap, pace and required run-rate. 102,000 of 300,000 after 26 of 65 days: expected 40 %, pace 0.85, and 5,076.92 for
 * each day left. Pace means something only while the period runs and once something is expected. A quota in parts, or one
 * that the company has a seasonal plan for, is expected along these: 22/24/26/28 % halfway through the second quarter
 * expects 34 %; within a part every working day counts the same.
 */
export function progressOf(
  {
    achieved,
    quota,
    currency,
  }: { readonly achieved: bigint; readonly quota: bigint; readonly currency: string },
  elapsed: Elapsed,
): Progress {
  const { period, today, work, location } = elapsed;
  const phase = isBefore(today, period.start) ? 'ahead' : isBefore(today, period.end) ? 'running' : 'over';
  const all = work.workingDays(period.start, period.end, location);
  const passed = { ahead: 0, running: work.workingDays(period.start, today, location), over: all }[phase];
  const gap = quota - achieved;
  const left = all - passed;
  const { along, expected } = expectedBy(elapsed, { passed: BigInt(passed), all: BigInt(all) });
  return {
    quota,
    currency,
    gap,
    phase,
    workingDays: { passed, left, all, areAssumed: work.isAssumed },
    along,
    pace:
      phase === 'running' && expected.sum > 0n
        ? { expected, index: { sum: achieved * expected.by, by: quota * expected.sum } }
        : undefined,
    perDay: gap > 0n && left > 0 ? eachDay(gap, BigInt(left), currency) : undefined,
  };
}

/** The share of the quota that is asked for by today. */
function expectedBy(
  { today, work, location, spread }: Elapsed,
  days: { readonly passed: bigint; readonly all: bigint },
): { readonly along: Progress['along']; readonly expected: Quotient } {
  const workingDays = (from: string, to: string) =>
    work.workingDays(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to), location);
  const found = spread && spreadOf(spread.own, spread.plans, workingDays);
  const now = today.toString();
  const parts = found?.parts.map(({ from, to, amount }) => ({
    weight: amount,
    days: BigInt(workingDays(from, to)),
    passed: BigInt(now <= from ? 0 : workingDays(from, now < to ? now : to)),
  }));
  const expected = parts && expectedShare(parts);
  if (found && expected) return { along: found.along, expected };
  return { along: 'days', expected: { sum: days.passed, by: days.all } };
}

/** Money is rounded to the cent; counts are rounded up, for half a call reaches no quota. */
function eachDay(gap: bigint, days: bigint, currency: string): bigint {
  return currency === '' ? (gap + days - 1n) / days : divideRounded(gap, days);
}
