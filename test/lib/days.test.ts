import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, dayIn, daysBetween, dayWords, endOfDay, isBefore, startOfDay } from '#lib/days.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((n) => day('1950-01-01').add({ days: n }));
const zone = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Europe/Lisbon',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Beirut',
);

describe('a day in words', () => {
  it('names the month, so that nobody mistakes it for the day', () => {
    expect(dayWords(day('2026-03-04'))).toBe('Mar 4, 2026');
  });
});

describe('the local day of a moment', () => {
  it('is the day whose start and end lie around it, in every zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), zone, (milliseconds, timeZone) => {
        const moment = Temporal.Instant.fromEpochMilliseconds(milliseconds);
        const local = dayIn(timeZone, moment);
        expect(Temporal.Instant.compare(startOfDay(local, timeZone), moment)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(moment, endOfDay(local, timeZone))).toBeLessThan(0);
      }),
    );
  });

  it('begins at the first moment that exists where clocks skip midnight', () => {
    expect(startOfDay(day('2018-11-04'), 'America/Sao_Paulo').toString()).toBe('2018-11-04T03:00:00Z');
  });
});

describe('days in zones whose clocks do odd things', () => {
  it.each([
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['Asia/Beirut', '2026-03-29', 23],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Pacific/Apia', '2011-12-31', 24],
  ])('in %s %s has %d hours, and the next day begins where it ends', (zoneName, date, hours) => {
    const [start, end] = [startOfDay(day(date), zoneName), endOfDay(day(date), zoneName)];
    expect(start.until(end).total('hours')).toBe(hours);
    expect(startOfDay(day(date).add({ days: 1 }), zoneName).equals(end)).toBe(true);
  });
});

describe('days between two days', () => {
  it('undo adding days, in both directions', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, from.add({ days }))).toBe(days);
        expect(isBefore(from, from.add({ days }))).toBe(days > 0);
      }),
    );
  });
});
