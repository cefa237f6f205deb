import { isBefore, type Day } from '#lib/days.ts';
import { contains, type Period, type PeriodType } from './period.ts';

/** The periods of a custom fiscal year, as rows: no rule can compute their dates. */
export interface CustomPeriods {
  has(type: PeriodType): boolean;
  of(type: PeriodType, day: Day): Period | undefined;
  /** The row that starts on a day; a quarter before a month before a week before a year. */
  starting(day: Day): Period | undefined;
  /** Rows with this label, in any case. */
  labelled(label: string): readonly Period[];
  /** The types that have rows, in the order people name them. */
  readonly types: readonly PeriodType[];
  rows(type: PeriodType): readonly Period[];
}

const BY_IMPORTANCE: readonly PeriodType[] = ['quarter', 'month', 'week', 'year'];

export function customPeriods(periods: readonly Period[]): CustomPeriods {
  const sorted = periods.toSorted((a, b) => Temporal.PlainDate.compare(a.start, b.start));
  const byType = Map.groupBy(sorted, (period) => period.type);
  const rows = (type: PeriodType) => byType.get(type) ?? [];
  return {
    has: (type) => byType.has(type),
    of: (type, day) => find(rows(type), day),
    starting: (day) =>
      BY_IMPORTANCE.map((type) => find(rows(type), day)).find((period) => period?.start.equals(day)),
    labelled: (label) => sorted.filter((period) => period.id.toLowerCase() === label.toLowerCase()),
    types: BY_IMPORTANCE.filter((type) => byType.has(type)),
    rows,
  };
}

/** Binary search: a company may have decades of weeks, and every day of a chart asks. */
function find(rows: readonly Period[], day: Day): Period | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && isBefore(day, row.start)) high = middle;
    else low = middle + 1;
  }
  const candidate = rows[low - 1];
  return candidate && contains(candidate, day) ? candidate : undefined;
}
