import { describe, expect, it } from 'vitest';
import { createCalendar } from '#model/calendar.ts';
import { idOf, parsed, today } from './calendars.ts';

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
