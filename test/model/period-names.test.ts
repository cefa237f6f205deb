import { describe, expect, it } from 'vitest';
import { PERIOD_TYPES } from '#model/period.ts';
import { idOf, parsed, standard, today } from './calendars.ts';

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
