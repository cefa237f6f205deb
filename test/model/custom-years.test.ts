import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, type Day } from '#lib/days.ts';
import { createCalendar, type Calendar } from '#model/calendar.ts';
import { contains, type Period, type PeriodType } from '#model/period.ts';

/** How many weeks each month of a year has, by its name; the last one takes the 53rd week. */
const PATTERNS = {
  '4-4-5': [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5],
  '4-5-4': [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4],
  '13 periods': [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
} as const;
type Pattern = keyof typeof PATTERNS;

/** Years of 52 or 53 whole weeks, one after the other, as rows of Period. */
function rowsOf(pattern: Pattern, first: Day, longYears: readonly boolean[]): readonly Period[] {
  const rows: Period[] = [];
  let start = first;
  for (const [nth, isLong] of longYears.entries()) {
    const months = PATTERNS[pattern].map(
      (weeks, month, all) => weeks + (isLong && month === all.length - 1 ? 1 : 0),
    );
    const name = `FY${2020 + nth}`;
    const yearStart = start;
    // A quarter of thirteen periods has three, three, three and four of them.
    const quarters =
      months.length === 13
        ? [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
        : months.map((_, i) => Math.floor(i / 3));
    const starts: Day[] = [];
    for (const [index, weeks] of months.entries()) {
      const end = start.add({ weeks });
      rows.push({ type: 'month', id: `${name} P${index + 1}`, start, end });
      for (let week = start; daysBetween(week, end) > 0; week = week.add({ weeks: 1 }))
        rows.push({ type: 'week', id: `${name} week of ${week}`, start: week, end: week.add({ weeks: 1 }) });
      if (quarters[index] !== quarters[index - 1]) starts.push(start);
      start = end;
    }
    for (const [index, quarter] of starts.entries())
      rows.push({
        type: 'quarter',
        id: `${name} Q${index + 1}`,
        start: quarter,
        end: starts[index + 1] ?? start,
      });
    rows.push({ type: 'year', id: name, start: yearStart, end: start });
  }
  return rows;
}

function calendarOf(custom: readonly Period[]): Calendar {
  return createCalendar({
    timeZone: 'America/Chicago',
    weekStart: 7,
    fiscal: { startMonth: 1, namedByStart: false },
    custom,
  });
}

const TYPES: readonly PeriodType[] = ['week', 'month', 'quarter', 'year'];
const anyYears = fc.record({
  pattern: fc.constantFrom<Pattern>('4-4-5', '4-5-4', '13 periods'),
  first: fc.integer({ min: 0, max: 400 }).map((days) => Temporal.PlainDate.from('2019-10-01').add({ days })),
  longYears: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
});

describe('capability 4: custom years', () => {
  it('put each of their days into exactly one period of a type, and periods follow without a gap', () => {
    fc.assert(
      fc.property(
        anyYears,
        fc.nat(),
        fc.constantFrom(...TYPES),
        ({ pattern, first, longYears }, at, type) => {
          const rows = rowsOf(pattern, first, longYears);
          const calendar = calendarOf(rows);
          const end = rows.at(-1)?.end ?? first;
          const day = first.add({ days: at % daysBetween(first, end) });
          const period = calendar.periodOf(type, day);
          expect(rows.filter((row) => row.type === type && contains(row, day))).toEqual([period]);
          const next = calendar.next(period);
          if (next) expect(next.start.equals(period.end) && calendar.previous(next)).toEqual(period);
          else expect(period.end.equals(end)).toBe(true);
          expect(calendar.parse(period.id, { today: day })).toEqual([period]);
        },
      ),
    );
  });

  it('are made of their months and quarters, whole', () => {
    fc.assert(
      fc.property(anyYears, ({ pattern, first, longYears }) => {
        const rows = rowsOf(pattern, first, longYears);
        const daysOf = (type: PeriodType) =>
          rows
            .filter((row) => row.type === type)
            .reduce((sum, row) => sum + daysBetween(row.start, row.end), 0);
        expect(TYPES.map(daysOf)).toEqual(TYPES.map(() => daysOf('year')));
      }),
    );
  });

  it('of 53 weeks have 371 days, the last month six weeks in a 4-4-5 year', () => {
    const first = Temporal.PlainDate.from('2026-02-01');
    const calendar = calendarOf(rowsOf('4-4-5', first, [true]));
    const year = calendar.periodOf('year', first);
    expect(daysBetween(year.start, year.end)).toBe(371);
    const last = calendar.periodOf('month', year.end.subtract({ days: 1 }));
    expect([last.id, daysBetween(last.start, last.end)]).toEqual(['FY2020 P12', 42]);
  });

  it('of thirteen periods have thirteen months of four weeks', () => {
    const first = Temporal.PlainDate.from('2025-12-28');
    const calendar = calendarOf(rowsOf('13 periods', first, [false]));
    const thirteenth = calendar.periodOf('month', first.add({ days: 363 }));
    expect([thirteenth.id, daysBetween(thirteenth.start, thirteenth.end)]).toEqual(['FY2020 P13', 28]);
    expect(calendar.next(thirteenth)).toBeUndefined();
  });
});
