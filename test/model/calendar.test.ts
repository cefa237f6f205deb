import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar, type Calendar } from '#model/calendar.ts';
import { contains, PERIOD_TYPES, type Period, type PeriodType } from '#model/period.ts';

const today = Temporal.PlainDate.from('2017-11-15');

function standard({ startMonth = 1, namedByStart = false, weekStart = 1 } = {}): Calendar {
  return createCalendar({ timeZone: 'UTC', weekStart, fiscal: { startMonth, namedByStart }, custom: [] });
}

function idOf(calendar: Calendar, type: PeriodType, day: string): string {
  return calendar.periodOf(type, Temporal.PlainDate.from(day)).id;
}

function parsed(calendar: Calendar, text: string): readonly string[] {
  return calendar.parse(text, { today }).map((it) => `${it.type} ${it.start} ${it.end}`);
}

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

describe('names of periods', () => {
  it('are plain where the fiscal year is the calendar year', () => {
    const calendar = standard();
    expect(PERIOD_TYPES.map((type) => idOf(calendar, type, '2017-10-31'))).toEqual([
      '2017-10-31',
      '2017-W44',
      '2017-10',
      '2017-Q4',
      '2017',
    ]);
  });

  it('name a fiscal year after the year it ends in, or starts in where the org says so', () => {
    expect(idOf(standard({ startMonth: 2 }), 'quarter', '2017-02-01')).toBe('FY2018 Q1');
    expect(idOf(standard({ startMonth: 2 }), 'year', '2017-01-31')).toBe('FY2017');
    expect(idOf(standard({ startMonth: 2, namedByStart: true }), 'year', '2017-02-01')).toBe('FY2017');
  });

  it('give a week the ISO number of its fourth day', () => {
    expect(idOf(standard(), 'week', '2016-01-03')).toBe('2015-W53');
    expect(idOf(standard({ weekStart: 7 }), 'week', '2016-01-03')).toBe('2016-W01');
    expect(calendarWeek(7, '2017-W44')).toEqual(['week 2017-10-29 2017-11-05']);
    expect(() => calendarWeek(1, '2016-W53')).toThrow('"2016-W53" is no period I know');
  });
});

function calendarWeek(weekStart: number, text: string): readonly string[] {
  return parsed(standard({ weekStart }), text);
}

describe('reading what a person typed', () => {
  const calendar = standard();

  it('understands words for the present and the past', () => {
    expect(parsed(calendar, 'today')).toEqual(['day 2017-11-15 2017-11-16']);
    expect(parsed(calendar, 'Yesterday')).toEqual(['day 2017-11-14 2017-11-15']);
    expect(parsed(calendar, 'this week')).toEqual(['week 2017-11-13 2017-11-20']);
    expect(parsed(calendar, 'last-month')).toEqual(['month 2017-10-01 2017-11-01']);
    expect(parsed(calendar, 'this quarter')).toEqual(['quarter 2017-10-01 2018-01-01']);
    expect(parsed(calendar, 'last year')).toEqual(['year 2016-01-01 2017-01-01']);
  });

  it('takes a first day for its period: a quarter before a month before the day', () => {
    expect(parsed(calendar, '2017-10-01')).toEqual(['quarter 2017-10-01 2018-01-01']);
    expect(parsed(calendar, '2017-11-01')).toEqual(['month 2017-11-01 2017-12-01']);
    expect(parsed(calendar, '2017-12-31')).toEqual(['day 2017-12-31 2018-01-01']);
    expect(parsed(calendar, 'day:2017-10-01')).toEqual(['day 2017-10-01 2017-10-02']);
    expect(parsed(calendar, 'year:2017-10-01')).toEqual(['year 2017-01-01 2018-01-01']);
  });

  it('reads ranges and lists', () => {
    expect(calendar.parse('2017-Q1..2017-Q4', { today }).map((it) => it.id)).toEqual([
      '2017-Q1',
      '2017-Q2',
      '2017-Q3',
      '2017-Q4',
    ]);
    expect(calendar.parse('2017-01, 2017', { today }).map((it) => it.id)).toEqual(['2017-01', '2017']);
  });

  it('accepts fiscal names with a space, a dash or none of the letters', () => {
    const fiscal = standard({ startMonth: 2 });
    for (const text of ['FY2018 Q1', 'fy2018-q1', '2018-Q1'])
      expect(parsed(fiscal, text)).toEqual(['quarter 2017-02-01 2017-05-01']);
    expect(parsed(fiscal, 'FY2018')).toEqual(['year 2017-02-01 2018-02-01']);
  });

  it.each([
    ['', 'is no period I know'],
    ['2017-Q5', 'is no period I know'],
    ['2017-13', 'is no period I know'],
    ['2017-02-30', 'is no period I know'],
    ['2017-W00', 'is no period I know'],
    ['2017-Q4..2017-Q1', 'ends before it starts'],
    ['2017-Q1..2017', 'is a quarter and'],
    ['1900-01-02..2017-01-03', 'more than 1000 days'],
    ['2017-Q1..2017-Q2..2017-Q3', 'is no period I know'],
  ])('refuses %j', (text, reason) => {
    expect(() => calendar.parse(text, { today })).toThrow(reason);
  });
});

describe('a custom fiscal year with only quarters', () => {
  const rows = ['2011-05-31', '2011-08-31', '2011-12-01', '2012-02-29'];
  const calendar = createCalendar({
    timeZone: 'America/Los_Angeles',
    weekStart: 1,
    fiscal: { startMonth: 6, namedByStart: false },
    custom: rows.slice(0, -1).map((start, index) => ({
      type: 'quarter',
      id: `Stretch ${index + 1}, early`,
      start: Temporal.PlainDate.from(start),
      end: Temporal.PlainDate.from(rows[index + 1] ?? ''),
    })),
  });

  it('keeps the labels of its rows, and finds a row by its first day', () => {
    expect(idOf(calendar, 'quarter', '2011-08-30')).toBe('Stretch 1, early');
    expect(parsed(calendar, 'stretch 2, early')).toEqual(['quarter 2011-08-31 2011-12-01']);
    expect(parsed(calendar, '2011-05-31..2011-12-01')).toHaveLength(3);
    expect(parsed(calendar, '2011-06-01')).toEqual(['day 2011-06-01 2011-06-02']);
  });

  it('says why months and years have no answer, while days and weeks do', () => {
    const why = "this org's custom fiscal year has only quarters in Salesforce; months are not defined";
    expect(() => calendar.parse('2011-06', { today })).toThrow(why);
    expect(() => calendar.parse('this month', { today })).toThrow(why);
    expect(() => calendar.parse('2011', { today })).toThrow('years are not defined');
    expect(() => calendar.parse('2011-Q2', { today })).toThrow('names of their own');
    expect(parsed(calendar, '2011-W23')).toEqual(['week 2011-06-06 2011-06-13']);
  });

  it('has no period before its first row and after its last', () => {
    const last = calendar.periodOf('quarter', Temporal.PlainDate.from('2012-02-28'));
    expect(calendar.next(last)).toBeUndefined();
    expect(() => calendar.parse('this quarter', { today })).toThrow(
      "2017-11-15 is in no quarter of this org's custom fiscal years, which cover 2011-05-31 to 2012-02-28",
    );
  });
});

describe('custom periods that share a label', () => {
  it('must be named by their first day', () => {
    const calendar = createCalendar({
      timeZone: 'UTC',
      weekStart: 1,
      fiscal: { startMonth: 1, namedByStart: false },
      custom: ['2017-01-02', '2018-01-01'].map((start) => ({
        type: 'quarter',
        id: 'Q1',
        start: Temporal.PlainDate.from(start),
        end: Temporal.PlainDate.from(start).add({ weeks: 13 }),
      })),
    });
    expect(() => calendar.parse('Q1', { today })).toThrow('several periods are called "Q1"');
    expect(parsed(calendar, '2018-01-01')).toEqual(['quarter 2018-01-01 2018-04-02']);
  });
});
