import type { Day } from '#lib/days.ts';

export const PERIOD_TYPES = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodType = (typeof PERIOD_TYPES)[number];

/** A named stretch of business days, half-open: `start` belongs to it, `end` is the first day after it. */
export interface Period {
  readonly type: PeriodType;
  /** What people type and see: 2017-Q4, FY2018 Q1, 2017-10, 2017-W44, 2017-12-31, or a custom row's own label. */
  readonly id: string;
  readonly start: Day;
  readonly end: Day;
}

/** Whether a day belongs to a period. */
export function contains(period: Period, day: Day): boolean {
  return (
    Temporal.PlainDate.compare(period.start, day) <= 0 && Temporal.PlainDate.compare(day, period.end) < 0
  );
}

/** The last day that belongs to a period. */
export function lastDay(period: Period): Day {
  return period.end.subtract({ days: 1 });
}
