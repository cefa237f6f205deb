import { describe, expect, it } from 'vitest';
import { allParts, type SplitAsked, splitPeriod } from '#features/quotas/plan.ts';
import { createCalendar } from '#model/calendar.ts';
import type { Period } from '#model/period.ts';

const standard = createCalendar({
  timeZone: 'UTC',
  weekStart: 1,
  fiscal: { startMonth: 1, namedByStart: false },
  custom: [],
});

function said(asked: Partial<SplitAsked>, calendar = standard): readonly string[] | string {
  const whole = calendar.periodOf('year', Temporal.PlainDate.from('2027-03-01'));
  const split = splitPeriod(calendar, {
    amount: 100_000_000n,
    whole,
    depth: 'quarter',
    curve: 'even',
    ...asked,
  });
  if (split.kind === 'wrong') return split.problem;
  return allParts(split.parts).map(({ name, amount }) => `${name.id} ${Number(amount) / 100}`);
}

describe('a plan', () => {
  it('capability 6: gives quarters of 220, 240, 260 and 280 thousand at 22/24/26/28 %', () => {
    expect(said({ curve: '22/24/26/28' })).toEqual([
      '2027-Q1 220000',
      '2027-Q2 240000',
      '2027-Q3 260000',
      '2027-Q4 280000',
    ]);
  });

  it('capability 6: gives months of a third each, the cent that is left to the last', () => {
    expect(said({ curve: '22/24/26/28', depth: 'month' }).slice(0, 4)).toEqual([
      '2027-Q1 220000',
      '2027-01 73333.33',
      '2027-02 73333.33',
      '2027-03 73333.34',
    ]);
  });

  it('may have a curve of twelve months', () => {
    const curve = '5/5/10/8/8/8/9/9/9/9/10/10';
    expect(said({ curve, depth: 'month' }).slice(0, 4)).toEqual([
      '2027-Q1 200000',
      '2027-01 50000',
      '2027-02 50000',
      '2027-03 100000',
    ]);
  });

  it('says what is wrong with its curve', () => {
    expect(said({ curve: '50/50' })).toBe('there are 2 shares for 4 parts');
  });

  it('of a quarter goes down to its months', () => {
    const whole = standard.periodOf('quarter', Temporal.PlainDate.from('2027-01-01'));
    expect(said({ whole, depth: 'month', curve: '50/25/25' })).toEqual([
      '2027-01 500000',
      '2027-02 250000',
      '2027-03 250000',
    ]);
    expect(() => said({ whole })).toThrow('has no parts');
  });

  it('follows a custom fiscal year: thirteen periods where it has no quarters', () => {
    const start = Temporal.PlainDate.from('2027-01-04');
    const months = Array.from({ length: 13 }, (_, at): Period => {
      const from = start.add({ weeks: at * 4 });
      return { type: 'month', id: `P${at + 1}`, start: from, end: from.add({ weeks: 4 }) };
    });
    const year: Period = { type: 'year', id: '2027', start, end: start.add({ weeks: 52 }) };
    const calendar = createCalendar({
      timeZone: 'UTC',
      weekStart: 1,
      fiscal: { startMonth: 1, namedByStart: false },
      custom: [year, ...months],
    });
    expect(said({}, calendar)).toHaveLength(13);
    expect(said({}, calendar).at(-1)).toBe('P13 76923.08');
  });
});
