import { describe, expect, it } from 'vitest';
import { progressOf } from '#metrics/progress.ts';
import { day } from '#lib/days.ts';
import { createWorkCalendar } from '#model/work-calendar.ts';

const Q4 = { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') } as const;
const work = createWorkCalendar({ zone: 'UTC', hours: [], holidays: [] });
const on = (today: string) => ({ period: Q4, today: day(today), work, location: '' });

describe('progress towards a quota', () => {
  it('capability 8: compares what is reached with the working days that have passed', () => {
    // 65 working days, of which 26 have passed.
    const period = { ...Q4, start: day('2026-01-01'), end: day('2026-04-02') };
    const reached = { achieved: 10_200_000n, quota: 30_000_000n, currency: 'USD' };
    const progress = progressOf(reached, { ...on('2026-02-06'), period });
    expect(progress).toMatchObject({
      gap: 19_800_000n,
      workingDays: { all: 65, passed: 26, left: 39 },
      pace: { expected: { sum: 26n, by: 65n } },
      perDay: 507_692n,
    });
    expect(Number(progress.pace?.index.sum) / Number(progress.pace?.index.by)).toBeCloseTo(0.85, 10);
  });

  it('leaves out the holidays of the location, and says when they are not known', () => {
    const thanksgiving = { day: day('2026-11-26'), location: 'Boston' };
    const known = createWorkCalendar({ zone: 'UTC', hours: [], holidays: [thanksgiving] });
    const reached = { achieved: 1n, quota: 2n, currency: '' };
    const boston = { ...on('2026-11-30'), work: known, location: 'Boston' };
    expect(progressOf(reached, boston).workingDays).toEqual({
      all: 65,
      passed: 41,
      left: 24,
      areAssumed: false,
    });
    expect(progressOf(reached, on('2026-11-30')).workingDays).toMatchObject({ all: 66, areAssumed: true });
  });

  it('expects along the parts of a quota, within each by its working days', () => {
    const own = [
      { from: '2026-10-01', to: '2026-11-01', amount: 200n },
      { from: '2026-11-01', to: '2026-12-01', amount: 300n },
      { from: '2026-12-01', to: '2027-01-01', amount: 500n },
    ];
    const reached = { achieved: 175n, quota: 1000n, currency: '' };
    // October whole and 10 of 21 working days of November.
    const { along, pace } = progressOf(reached, { ...on('2026-11-16'), spread: { own, plans: [] } });
    const [expected, index] = [pace?.expected, pace?.index].map((it) => Number(it?.sum) / Number(it?.by));
    expect(along).toBe('parts');
    expect(expected).toBeCloseTo((200 + (300 * 10) / 21) / 1000, 12);
    expect(index).toBeCloseTo(0.175 / (expected ?? 0), 12);
  });

  it('has no pace while nothing is expected yet', () => {
    const own = [
      { from: '2026-10-01', to: '2026-12-01', amount: 0n },
      { from: '2026-12-01', to: '2027-01-01', amount: 5n },
    ];
    const reached = { achieved: 1n, quota: 5n, currency: '' };
    expect(progressOf(reached, { ...on('2026-11-16'), spread: { own, plans: [] } }).pace).toBeUndefined();
  });

  it('counts today as a day that is left, and has no pace before a day has passed', () => {
    const reached = { achieved: 1n, quota: 2n, currency: '' };
    expect(progressOf(reached, on('2026-12-31'))).toMatchObject({
      workingDays: { all: 66, passed: 65, left: 1 },
      perDay: 1n,
    });
    expect(progressOf(reached, on('2026-10-01')).pace).toBeUndefined();
    expect(progressOf(reached, on('2027-01-01')).pace).toBeUndefined();
  });

  it.each([
    ['2026-09-30', 'ahead'],
    ['2026-10-01', 'running'],
    ['2026-12-31', 'running'],
    ['2027-01-01', 'over'],
  ])('on %s is in a period that is %s', (today, phase) => {
    expect(progressOf({ achieved: 5n, quota: 10n, currency: 'USD' }, on(today)).phase).toBe(phase);
  });

  it('needs whole calls each day, for half of one reaches no quota; money is rounded to the cent', () => {
    const monday = on('2026-12-28');
    expect(progressOf({ achieved: 0n, quota: 17n, currency: '' }, monday).perDay).toBe(5n);
    expect(progressOf({ achieved: 0n, quota: 17n, currency: 'USD' }, monday).perDay).toBe(4n);
  });

  it('needs nothing more once the quota is reached or no day is left', () => {
    expect(progressOf({ achieved: 9n, quota: 9n, currency: '' }, on('2026-11-18')).perDay).toBeUndefined();
    expect(progressOf({ achieved: 1n, quota: 9n, currency: '' }, on('2027-02-01')).perDay).toBeUndefined();
  });
});
