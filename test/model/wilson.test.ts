import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '#model/wilson.ts';

const percent = (share: number) => Math.round(share * 1000) / 10;

describe('the interval around a rate', () => {
  it('capability 35: 12 of 30 is 40 %, anything between 24.6 % and 57.7 %', () => {
    const { low, high } = wilson(12, 30);
    expect([percent(low), percent(high)]).toEqual([24.6, 57.7]);
  });

  it('says nothing where nothing was decided, and never leaves 0 to 100 %', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(), (n, any) => {
        const won = any % (n + 1);
        const { low, high } = wilson(won, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-12).toBeLessThanOrEqual(won / n);
        expect(high + 1e-12).toBeGreaterThanOrEqual(won / n);
      }),
    );
  });
});
