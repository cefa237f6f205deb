import { describe, expect, it } from 'vitest';
import { checkChange, endedPeriods, periodThatEnded, stepsFrom } from '#features/periods/policy.ts';
import { dueForClosing } from '#features/periods/schedule.ts';
import { createCalendar } from '#model/calendar.ts';
import { createWorkCalendar } from '#model/work-calendar.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const calendar = createCalendar({
  timeZone: 'Europe/Berlin',
  weekStart: 1,
  fiscal: { startMonth: 1, namedByStart: false },
  custom: [],
});
const october = calendar.periodOf('month', day('2026-10-05'));
const november = calendar.periodOf('month', day('2026-11-05'));

describe('capability 9: which period is closed', () => {
  it('the close job closes the period that ended, on any day of the next, and never the running one', () => {
    for (let today = day('2026-11-01'); today.month === 11; today = today.add({ days: 1 }))
      expect(periodThatEnded(calendar, 'month', today)?.id).toBe('2026-10');
    expect(periodThatEnded(calendar, 'quarter', day('2026-12-31'))?.id).toBe('2026-Q3');
    expect(periodThatEnded(calendar, 'quarter', day('2027-01-01'))?.id).toBe('2026-Q4');
    expect(periodThatEnded(calendar, 'year', day('2026-12-31'))?.id).toBe('2025');
  });

  it('waits for whole working days: October ended on a Saturday, so three of them are over on Thursday', () => {
    const work = createWorkCalendar({
      zone: 'Europe/Berlin',
      hours: [],
      holidays: [{ day: day('2026-11-03'), location: '' }],
    });
    const setting = { type: 'month', afterWorkingDays: 3 } as const;
    const due = (today: string) => dueForClosing(setting, { calendar, work, today: day(today) })?.id;
    expect(due('2026-11-05')).toBeUndefined();
    expect(due('2026-11-06')).toBe('2026-10');
  });

  it('lists what has ended, newest first, and not what runs', () => {
    const ended = endedPeriods(calendar, day('2026-11-18')).map(({ id }) => id);
    expect(ended.join(' ')).toBe('2026-10 2026-09 2026-08 2026-Q3 2026-Q2 2026-Q1 2025 2024');
  });

  it('refuses to close what is not over, and what already is as asked', () => {
    const check = (period: typeof october, from: 'open' | 'locked', to: 'soft' | 'locked') => () =>
      checkChange({ period, from, to, today: day('2026-11-18') });
    expect(check(november, 'open', 'locked')).toThrow('2026-11 is not over');
    expect(check(november, 'open', 'soft')).toThrow('2026-11 is not over');
    expect(check(october, 'locked', 'locked')).toThrow('2026-10 is locked already');
    expect(check(calendar.periodOf('week', day('2026-10-05')), 'open', 'locked')).toThrow(
      'A week is not closed',
    );
    expect(check(october, 'open', 'locked')).not.toThrow();
  });

  it('opens, closes softly, locks, and opens again', () => {
    expect(stepsFrom('open')).toEqual(['soft', 'locked']);
    expect(stepsFrom('soft')).toEqual(['locked', 'open']);
    expect(stepsFrom('locked')).toEqual(['open']);
  });
});
