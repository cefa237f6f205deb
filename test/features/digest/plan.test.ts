import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueReaders, isLookDue, mayBeDue, type Reader } from '#features/digest/plan.ts';

const at = (text: string) => Temporal.Instant.from(text);
const reader = (timeZone: string, lastSlot: string): Reader => ({
  slackUserId: timeZone,
  timeZone,
  weekday: 1,
  hour: 8,
  lastSlot: at(lastSlot),
  abouts: [{ about: 'team', subjectId: 'P1' }],
});
const due = (readers: readonly Reader[], now: string) =>
  dueReaders(readers, at(now)).map(({ reader: { slackUserId }, day }) => [slackUserId, day]);

describe('a weekly digest', () => {
  const readers = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York'].map((zone) =>
    reader(zone, '2026-11-18T12:00:00Z'),
  );

  it('is due on Monday at eight where each reader is', () => {
    expect(due(readers, '2026-11-22T22:59:00Z')).toEqual([]);
    expect(due(readers, '2026-11-22T23:00:00Z')).toEqual([['Asia/Tokyo', '2026-11-23']]);
    expect(due(readers, '2026-11-23T13:00:00Z')).toEqual([
      ['Asia/Tokyo', '2026-11-23'],
      ['Europe/Berlin', '2026-11-23'],
      ['America/New_York', '2026-11-23'],
    ]);
  });

  it('that was missed is caught up once, however many weeks nothing ran', () => {
    expect(due([reader('Europe/Berlin', '2026-11-02T07:00:00Z')], '2026-11-26T10:00:00Z')).toEqual([
      ['Europe/Berlin', '2026-11-23'],
    ]);
    expect(due([reader('Europe/Berlin', '2026-11-23T07:00:00Z')], '2026-11-26T10:00:00Z')).toEqual([]);
  });

  it('names the same day when its reader has travelled west since: it is one message', () => {
    const travelled = reader('America/New_York', '2026-11-23T07:00:00Z');
    expect(due([travelled], '2026-11-23T13:00:00Z')).toEqual([['America/New_York', '2026-11-23']]);
  });

  it('may be due somewhere from the hour on at which it is Monday eight in the first zone on earth', () => {
    const waiting = reader('', '2026-11-16T13:00:00Z');
    expect(mayBeDue(waiting, at('2026-11-22T17:59:00Z'))).toBe(false);
    expect(mayBeDue(waiting, at('2026-11-22T18:00:00Z'))).toBe(true);
    expect(mayBeDue(reader('', '2026-11-23T13:00:00Z'), at('2026-11-28T09:00:00Z'))).toBe(false);
  });

  it('is looked for once in a quarter of an hour', () => {
    expect(isLookDue(undefined, at('2026-11-23T07:00:00Z'))).toBe(true);
    expect(isLookDue(at('2026-11-23T07:00:05Z'), at('2026-11-23T07:14:59Z'))).toBe(false);
    expect(isLookDue(at('2026-11-23T07:14:59Z'), at('2026-11-23T07:15:00Z'))).toBe(true);
  });

  it('comes once for every week of a year in every zone, whenever it is looked for, and never before its hour', () => {
    const zones = [
      'Pacific/Kiritimati',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Europe/Berlin',
      'America/Havana',
      'Pacific/Pago_Pago',
    ];
    const gaps = fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 60, maxLength: 400 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), gaps, (zone, hour, hours) => {
        let now = at('2026-01-07T12:00:00Z');
        let own = { ...reader(zone, now.toString()), hour };
        const days: string[] = [];
        for (const gap of hours) {
          now = now.add({ hours: gap });
          if (!mayBeDue(own, now)) {
            expect(dueReaders([own], now)).toEqual([]);
            continue;
          }
          for (const { slot, day } of dueReaders([own], now)) {
            days.push(day);
            expect(slot.toZonedDateTimeISO(zone).hour).toBeGreaterThanOrEqual(hour);
            own = { ...own, lastSlot: slot };
          }
        }
        expect(new Set(days).size).toBe(days.length);
        const weeks = days.map((day) => Temporal.PlainDate.from(day).since('2026-01-05').days / 7);
        expect(weeks.every((week, index) => Number.isInteger(week) && week === index + 1)).toBe(true);
      }),
      { numRuns: 60, seed: 20261122 },
    );
  });
});
