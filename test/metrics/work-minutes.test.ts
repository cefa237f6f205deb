import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesBetween } from '#metrics/lines/work-minutes.ts';
import { createWorkCalendar } from '#model/work-calendar.ts';

describe('business minutes of many spans', () => {
  it('are those of each span measured by itself, to the whole minute', () => {
    const zone = 'America/New_York';
    const work = createWorkCalendar({
      zone,
      hours: [],
      holidays: [{ day: Temporal.PlainDate.from('2025-05-26'), location: '' }],
    });
    const minutes = minutesBetween(work, zone);
    const start = Temporal.Instant.from('2025-02-20T00:00:00Z');
    fc.assert(
      fc.property(fc.nat(60 * 24 * 120), fc.nat(60 * 24 * 60), (after, length) => {
        const from = start.add({ minutes: after });
        const to = from.add({ minutes: length });
        expect(minutes(from, to)).toBe(BigInt(work.businessMinutes(from, to, '')));
      }),
      { numRuns: 300 },
    );
  });
});
