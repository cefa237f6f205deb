import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithinLog, middle, nextWatermark, windowEnd } from '#sync/watermark.ts';

const at = (text: string) => Temporal.Instant.from(`2026-11-21T${text}Z`);

describe('the watermark', () => {
  test('stays a quarter of an hour behind the reading', () => {
    const next = nextWatermark({ end: at('10:00:00'), covered: at('09:59:00'), previous: at('09:00:00') });
    expect(next.toString()).toBe('2026-11-21T09:45:00Z');
  });

  test('stays before a transaction that is still open', () => {
    const next = nextWatermark({ end: at('10:00:00'), covered: at('09:10:00'), previous: at('09:00:00') });
    expect(next.toString()).toBe('2026-11-21T09:10:00Z');
  });

  test('never moves back, and never passes what is covered otherwise', () => {
    const instant = fc.integer({ min: 0, max: 10 ** 7 }).map((s) => at('00:00:00').add({ seconds: s }));
    fc.assert(
      fc.property(instant, instant, instant, (end, covered, previous) => {
        const next = nextWatermark({ end, covered, previous });
        expect(Temporal.Instant.compare(next, previous)).toBeGreaterThanOrEqual(0);
        if (!next.equals(previous)) {
          expect(Temporal.Instant.compare(next, covered)).toBeLessThanOrEqual(0);
          expect(Temporal.Instant.compare(next.add({ minutes: 15 }), end)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('older than a fortnight is beyond the log of deletes', () => {
    const end = at('10:00:00');
    expect(isWithinLog(end.subtract({ hours: 24 * 14 }), end)).toBe(true);
    expect(isWithinLog(end.subtract({ hours: 24 * 14, seconds: 1 }), end)).toBe(false);
  });
});

test('a reading reaches to the end of the second in which the server answered', () => {
  expect(windowEnd(at('10:00:00')).toString()).toBe('2026-11-21T10:00:01Z');
});

test('a span is halved down to a minute, and no further', () => {
  expect(middle(at('10:00:00'), at('11:00:00'))?.toString()).toBe('2026-11-21T10:30:00Z');
  expect(middle(at('10:00:00'), at('10:00:59'))).toBeUndefined();
});
