import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar } from '#model/calendar.ts';
import { contains, PERIOD_TYPES, type Period, type PeriodType } from '#model/period.ts';
import { idOf, standard, today } from './calendars.ts';

/** Any day of two centuries, leap days and 53-week years included. */
const anyDay = fc
  .integer({ min: 0, max: 73_000 })
  .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }));
const anyType = fc.constantFrom(...PERIOD_TYPES);
const anyCalendar = fc
  .record({
    startMonth: fc.integer({ min: 1, max: 12 }),
    namedByStart: fc.boolean(),
    weekStart: fc.integer({ min: 1, max: 7 }),
  })
  .map(standard);

describe('every standard calendar', () => {
  it('puts each day into exactly one period of a type, and periods follow each other without a gap', () => {
    fc.assert(
      fc.property(anyCalendar, anyType, anyDay, (calendar, type, day) => {
        const period = calendar.periodOf(type, day);
        expect(contains(period, day)).toBe(true);
        expect(contains(period, period.end)).toBe(false);
        const next = calendar.next(period);
        const previous = calendar.previous(period);
        expect(next?.start.toString()).toBe(period.end.toString());
        expect(previous?.end.toString()).toBe(period.start.toString());
        expect(next && calendar.previous(next)).toEqual(period);
      }),
    );
  });

  it('reads back the name it gave a period', () => {
    fc.assert(
      fc.property(anyCalendar, anyType, anyDay, (calendar, type, day) => {
        const period = calendar.periodOf(type, day);
        expect(calendar.parse(`${type}:${period.id}`, { today: day })).toEqual([period]);
        // A plain date names the period that starts on it, so only other days are their own names.
        if (type !== 'day' || day.day > 1)
          expect(calendar.parse(period.id, { today: day })).toEqual([period]);
      }),
    );
  });

  it('builds years of twelve months and four quarters', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, (calendar, day) => {
        const year = calendar.periodOf('year', day);
        expect(starts(calendar, 'month', year)).toHaveLength(12);
        expect(starts(calendar, 'quarter', year)).toHaveLength(4);
      }),
    );
  });
});

function starts(calendar: Calendar, type: PeriodType, year: Period): readonly string[] {
  const found: string[] = [];
  let period: Period | undefined = calendar.periodOf(type, year.start);
  while (period && Temporal.PlainDate.compare(period.start, year.end) < 0) {
    found.push(period.start.toString());
    period = calendar.next(period);
  }
  return found;
}

describe('capability 4: standard periods', () => {
  it('of the week of Monday 16 November 2026 have seven days, the next Monday not among them', () => {
    const week = standard().periodOf('week', Temporal.PlainDate.from('2026-11-16'));
    expect([week.start.toString(), week.end.toString()]).toEqual(['2026-11-16', '2026-11-23']);
    expect(week.start.until(week.end).days).toBe(7);
    expect(contains(week, Temporal.PlainDate.from('2026-11-23'))).toBe(false);
  });

  it.each([
    [7, '2026-11-15'],
    [6, '2026-11-14'],
    [1, '2026-11-16'],
  ])('begin their weeks on the day the org says: %i', (weekStart, start) => {
    const week = standard({ weekStart }).periodOf('week', Temporal.PlainDate.from('2026-11-18'));
    expect(week.start.toString()).toBe(start);
  });

  it('count 53 weeks in the years that have them', () => {
    const calendar = standard();
    const weeksOf = (year: number) => {
      const first = calendar.parse(`${year}-W01`, { today })[0];
      const next = calendar.parse(`${year + 1}-W01`, { today })[0];
      return first && next ? first.start.until(next.start, { largestUnit: 'weeks' }).weeks : 0;
    };
    expect([2015, 2016, 2020, 2021, 2026].map(weeksOf)).toEqual([53, 52, 53, 52, 53]);
  });

  it('hold 29 February in its month, quarter and year, also where the year begins on 1 March', () => {
    const calendar = standard({ startMonth: 3 });
    const leapDay = Temporal.PlainDate.from('2024-02-29');
    expect(idOf(calendar, 'year', '2024-02-29')).toBe('FY2024');
    expect(calendar.periodOf('year', leapDay).end.toString()).toBe('2024-03-01');
    expect(calendar.periodOf('quarter', leapDay).start.toString()).toBe('2023-12-01');
  });

  it.each([
    [2, false, 'FY2027'],
    [2, true, 'FY2026'],
    [10, false, 'FY2027'],
    [12, true, 'FY2025'],
  ])('name the year from month %i by its start: %s', (startMonth, namedByStart, name) => {
    expect(idOf(standard({ startMonth, namedByStart }), 'year', '2026-11-18')).toBe(name);
  });
});
