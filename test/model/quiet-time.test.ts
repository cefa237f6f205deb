import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOpening, nextOpeningAt, type OpenTimes } from '#model/quiet-time.ts';

const at = (text: string) => Temporal.Instant.from(text);
const always = () => true;

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Apia',
  'Antarctica/Troll',
  'Asia/Kathmandu',
];

describe('the first moment at which a person may be written to', () => {
  it('is the end of quiet hours on their clock, on the days clocks change too', () => {
    const quiet: OpenTimes = { zone: 'Europe/Berlin', quiet: { from: 1080, to: 480 }, isWorkingDay: always };
    expect(nextOpening(quiet, at('2026-03-28T22:00:00Z')).at).toEqual(at('2026-03-29T06:00:00Z'));
    expect(nextOpening(quiet, at('2026-10-24T22:00:00Z')).at).toEqual(at('2026-10-25T07:00:00Z'));
  });

  it('can be around noon, and any time where there are no quiet hours', () => {
    const noon: OpenTimes = { zone: 'UTC', quiet: { from: 720, to: 780 }, isWorkingDay: always };
    expect(nextOpening(noon, at('2026-11-18T12:30:00Z')).at).toEqual(at('2026-11-18T13:00:00Z'));
    const none: OpenTimes = { zone: 'UTC', quiet: { from: 0, to: 0 }, isWorkingDay: always };
    expect(nextOpening(none, at('2026-11-18T03:30:00Z')).shutBy).toBeUndefined();
  });

  it('comes within a year even when hours and holidays leave almost nothing', () => {
    const rare: OpenTimes = {
      zone: 'Europe/Berlin',
      quiet: { from: 481, to: 480 },
      isWorkingDay: (day) => day.month === 12 && day.day === 1,
    };
    expect(nextOpening(rare, at('2026-01-01T00:00:00Z')).at).toEqual(at('2026-12-01T07:00:00Z'));
  });

  it('never lies in quiet hours or on a day off, wherever and whenever it is asked for', () => {
    const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
    const moment = fc
      .integer({
        min: at('2026-01-01T00:00:00Z').epochMilliseconds,
        max: at('2027-01-01T00:00:00Z').epochMilliseconds,
      })
      .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minute, minute, moment, (zone, from, to, asked) => {
        const times = {
          zone,
          quiet: { from, to },
          isWorkingDay: (day: Temporal.PlainDate) => day.dayOfWeek < 6,
        };
        for (const opening of [nextOpening(times, asked).at, nextOpeningAt(times, 510, asked)]) {
          const local = opening.toZonedDateTimeISO(zone);
          const clock = local.hour * 60 + local.minute;
          const isQuiet =
            from < to ? clock >= from && clock < to : from > to && (clock >= from || clock < to);
          expect({ isQuiet, weekday: local.dayOfWeek < 6 }).toEqual({ isQuiet: false, weekday: true });
          expect(Temporal.Instant.compare(opening, asked)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
