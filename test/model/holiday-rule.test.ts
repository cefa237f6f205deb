import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { holidayDays, type HolidayRule } from '#model/holiday-rule.ts';

function rule(type: string, given: Partial<HolidayRule> = {}): HolidayRule {
  return {
    type,
    until: null,
    interval: null,
    weekdays: null,
    dayOfMonth: null,
    month: null,
    nth: null,
    ...given,
  };
}

const days = (start: string, given: HolidayRule) => holidayDays(day(start), given)?.map(String);

describe('a holiday', () => {
  it('without a rule is one day', () => {
    expect(holidayDays(day('2026-12-25'), null)?.map(String)).toEqual(['2026-12-25']);
  });

  it('may come every year on a date, up to its last day', () => {
    const christmas = rule('RecursYearly', { month: 'December', dayOfMonth: 25, until: '2027-12-25' });
    expect(days('2025-06-01', christmas)).toEqual(['2025-12-25', '2026-12-25', '2027-12-25']);
  });

  it('on 29 February comes in leap years alone', () => {
    const leap = rule('RecursYearly', { month: 'February', dayOfMonth: 29, until: '2032-12-31' });
    expect(days('2024-01-01', leap)).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
  });

  it('may be the fourth Thursday of November', () => {
    const thanksgiving = rule('RecursYearlyNth', {
      month: 'November',
      nth: 'Fourth',
      weekdays: 16,
      until: '2027-12-31',
    });
    expect(days('2025-01-01', thanksgiving)).toEqual(['2025-11-27', '2026-11-26', '2027-11-25']);
  });

  it('may be the last weekday of every second month', () => {
    const last = rule('RecursMonthlyNth', { nth: 'Last', weekdays: 62, interval: 2, until: '2026-05-31' });
    expect(days('2026-01-01', last)).toEqual(['2026-01-30', '2026-03-31', '2026-05-29']);
  });

  it('on the 31st of a month is left out where the month is shorter', () => {
    const last = rule('RecursMonthly', { dayOfMonth: 31, until: '2026-05-31' });
    expect(days('2026-01-01', last)).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']);
  });

  it('may come on Fridays of every second week, on weekdays, or every third day', () => {
    const fridays = rule('RecursWeekly', { weekdays: 32, interval: 2, until: '2026-11-30' });
    expect(days('2026-11-01', fridays)).toEqual(['2026-11-06', '2026-11-20']);
    const weekdays = rule('RecursEveryWeekday', { until: '2026-11-23' });
    expect(days('2026-11-20', weekdays)).toEqual(['2026-11-20', '2026-11-23']);
    const third = rule('RecursDaily', { interval: 3, until: '2026-11-08' });
    expect(days('2026-11-01', third)).toEqual(['2026-11-01', '2026-11-04', '2026-11-07']);
  });

  it('that never ends is known for fifty years', () => {
    const newYear = rule('RecursYearly', { month: 'January', dayOfMonth: 1 });
    expect(days('2020-01-01', newYear)).toHaveLength(51);
  });

  it('with a rule that nobody knows has no days that we could tell', () => {
    expect(holidayDays(day('2026-01-01'), rule('RecursByMoon'))).toBeUndefined();
  });
});
