import { type Day, isBefore } from '#lib/days.ts';
import { divideRounded } from '#lib/money.ts';
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
  /** What each working day left must bring; undefined when nothing is missing or no day is left. */
  readonly perDay: bigint | undefined;
}

/** Against an even spread of the quota over the working days. */
export interface Pace {
  /** What an even spread would have reached by now: days passed ÷ all days. */
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
}

/**
 * Gap, pace and required run-rate. 102,000 of 300,000 after 26 of 65 days: expected 40 %, pace 0.85, and 5,076.92 for
 * each day left. Pace means something only while the period runs and once a working day has passed.
 */
export function progressOf(
  {
    achieved,
    quota,
    currency,
  }: { readonly achieved: bigint; readonly quota: bigint; readonly currency: string },
  { period, today, work, location }: Elapsed,
): Progress {
  const phase = isBefore(today, period.start) ? 'ahead' : isBefore(today, period.end) ? 'running' : 'over';
  const all = work.workingDays(period.start, period.end, location);
  const passed = { ahead: 0, running: work.workingDays(period.start, today, location), over: all }[phase];
  const gap = quota - achieved;
  const left = all - passed;
  const days = { passed: BigInt(passed), all: BigInt(all) };
  return {
    quota,
    currency,
    gap,
    phase,
    workingDays: { passed, left, all, areAssumed: work.isAssumed },
    pace:
      phase === 'running' && passed > 0
        ? {
            expected: { sum: days.passed, by: days.all },
            index: { sum: achieved * days.all, by: quota * days.passed },
          }
        : undefined,
    perDay: gap > 0n && left > 0 ? eachDay(gap, BigInt(left), currency) : undefined,
  };
}

/** Money is rounded to the cent; counts are rounded up, for half a call reaches no quota. */
function eachDay(gap: bigint, days: bigint, currency: string): bigint {
  return currency === '' ? (gap + days - 1n) / days : divideRounded(gap, days);
}
