import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextDue, type Weekly } from '#lib/weekly.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string) => Temporal.Instant.from(text);
const local = (weekly: Weekly, instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(weekly.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });

describe('the moment a board was last due', () => {
  const mondayAtEight = { days: [1], hour: 8, timeZone: 'America/New_York' };

  it.each([
    ['just before the hour', '2026-11-16T12:59:59Z', '2026-11-09T08:00'],
    ['on the hour', '2026-11-16T13:00:00Z', '2026-11-16T08:00'],
    ['late on the Sunday after', '2026-11-23T04:59:00Z', '2026-11-16T08:00'],
  ])('%s', (_when, now, expected) => {
    expect(local(mondayAtEight, lastDue(mondayAtEight, at(now)))).toBe(expected);
  });

  it('keeps the local hour when clocks change in between', () => {
    expect(lastDue(mondayAtEight, at('2026-03-03T00:00:00Z')).toString()).toBe('2026-03-02T13:00:00Z');
    expect(lastDue(mondayAtEight, at('2026-03-10T00:00:00Z')).toString()).toBe('2026-03-09T12:00:00Z');
  });

  it('falls on the first moment after a gap, and once where the hour is doubled', () => {
    const nightly = { days: EVERY_DAY, hour: 2, timeZone: 'Europe/Berlin' };
    expect(lastDue(nightly, at('2026-03-29T12:00:00Z')).toString()).toBe('2026-03-29T01:00:00Z');
    expect(lastDue(nightly, at('2026-10-25T12:00:00Z')).toString()).toBe('2026-10-25T00:00:00Z');
  });

  it('is not due again when the clock is set back across midnight', () => {
    // In St. John's the clock went from 00:01 back to 23:01 of the day before.
    const midnight = { days: EVERY_DAY, hour: 0, timeZone: 'America/St_Johns' };
    const due = at('2010-11-07T02:30:00Z');
    expect(lastDue(midnight, at('2010-11-07T02:30:30Z')).equals(due)).toBe(true);
    expect(lastDue(midnight, at('2010-11-07T02:45:00Z')).equals(due)).toBe(true);
    expect(lastDue(midnight, at('2010-11-07T03:45:00Z')).equals(due)).toBe(true);
  });
});

const ZONES_WITH_CHANGES = [
  ['Europe/Berlin', '2026-03-25'],
  ['Europe/Berlin', '2026-10-21'],
  ['America/New_York', '2026-03-04'],
  ['America/New_York', '2026-10-28'],
  ['America/St_Johns', '2010-11-03'],
  ['America/Havana', '2026-03-04'],
  ['Africa/Cairo', '2026-04-20'],
  ['Asia/Beirut', '2026-03-25'],
  ['Australia/Lord_Howe', '2026-04-01'],
  ['Pacific/Chatham', '2026-09-23'],
  ['Africa/Casablanca', '2026-02-11'],
  ['Antarctica/Troll', '2026-03-25'],
  ['Asia/Kathmandu', '2026-01-01'],
  ['Pacific/Kiritimati', '2026-06-01'],
  ['UTC', '2026-12-28'],
] as const;

const change = fc.constantFrom(...ZONES_WITH_CHANGES);
const hour = fc.integer({ min: 0, max: 23 });
const step = fc.integer({ min: 1, max: 90 });

/** Every different moment the schedule was due while a tick asks every few minutes. */
function firings(weekly: Weekly, from: Temporal.Instant, ask: { minutes: number; days: number }) {
  const end = from.add({ hours: 24 * ask.days });
  const fired = new Set<string>();
  for (let now = from; Temporal.Instant.compare(now, end) < 0; now = now.add({ minutes: ask.minutes })) {
    fired.add(lastDue(weekly, now).toString());
  }
  return [...fired].map((text) => at(text));
}

describe('a schedule over time', () => {
  it('fires once on every local day in every zone', () => {
    fc.assert(
      fc.property(change, hour, step, ([timeZone, date], atHour, minutes) => {
        const weekly = { days: EVERY_DAY, hour: atHour, timeZone };
        const from = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant();
        const fired = firings(weekly, from, { minutes, days: 8 });
        const dates = fired.map((due) => due.toZonedDateTimeISO(timeZone).toPlainDate().toString());
        expect(new Set(dates).size).toBe(dates.length);
        const first = Temporal.PlainDate.from(dates[0] ?? '');
        expect(dates).toEqual(dates.map((_, index) => first.add({ days: index }).toString()));
        expect(dates.length).toBeGreaterThanOrEqual(8);
      }),
      { numRuns: 60 },
    );
  });

  it('fires once a week on its weekday and never runs backwards', () => {
    fc.assert(
      fc.property(change, hour, fc.integer({ min: 1, max: 7 }), ([timeZone, date], atHour, weekday) => {
        const weekly = { days: [weekday], hour: atHour, timeZone };
        const from = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant();
        const fired = firings(weekly, from, { minutes: 60, days: 21 });
        const days = fired.map((due) => due.toZonedDateTimeISO(timeZone).toPlainDate());
        expect(days.every((due) => due.dayOfWeek === weekday)).toBe(true);
        expect(days.slice(1).map((due, i) => due.since(days[i] ?? due).days)).toEqual(
          days.slice(1).map(() => 7),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is due next after it was due last, with nothing between', () => {
    fc.assert(
      fc.property(change, hour, fc.integer({ min: 0, max: 20_000 }), ([timeZone, date], atHour, minutes) => {
        const weekly = { days: [1, 3, 5], hour: atHour, timeZone };
        const now = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant().add({ minutes });
        const next = nextDue(weekly, now);
        expect(Temporal.Instant.compare(next, now)).toBe(1);
        expect(lastDue(weekly, next).equals(next)).toBe(true);
        expect(lastDue(weekly, next.subtract({ nanoseconds: 1 })).equals(lastDue(weekly, now))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('on a day that a zone left out, posts with the next one instead of twice', () => {
    const weekly = { days: EVERY_DAY, hour: 9, timeZone: 'Pacific/Apia' };
    const fired = firings(weekly, at('2011-12-28T10:00:00Z'), { minutes: 30, days: 5 });
    const dates = fired.map((due) => local(weekly, due));
    expect(dates.filter((text) => text.startsWith('2011-12-3'))).toEqual(['2011-12-31T09:00']);
    expect(new Set(dates).size).toBe(dates.length);
  });
});
