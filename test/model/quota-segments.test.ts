import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveQuota, type QuotaSegment } from '#model/quota-segments.ts';

const WHOLE = { sum: 1n, by: 1n };
const OFF = { sum: 0n, by: 1n };

function segment(quota: bigint, days: number, ramp = WHOLE): QuotaSegment {
  return { from: '2026-01-01', to: '2026-04-01', quota, days, ramp };
}

describe('an effective quota', () => {
  it('capability 7: 300,000 with 10 of 65 working days of leave is 253,846.15', () => {
    const { amount } = effectiveQuota([segment(30_000_000n, 55), segment(30_000_000n, 10, OFF)]);
    expect(amount).toBe(25_384_615n);
  });

  it('capability 7: a monthly ramp of 10k, 20k and 30k to 45k gives a first quarter of 60k', () => {
    const months = [10n, 20n, 30n].map(
      (sum, at) => effectiveQuota([segment(4_500_000n, 20 + at, { sum, by: 45n })]).amount,
    );
    expect(months).toEqual([1_000_000n, 2_000_000n, 3_000_000n]);
    expect(months.reduce((sum, month) => sum + month, 0n)).toBe(6_000_000n);
  });

  it('capability 7: a change in the middle asks for the new quota only on the days that follow', () => {
    const { amount, parts } = effectiveQuota([segment(30_000_000n, 26), segment(36_500_000n, 39)]);
    expect(parts.map((part) => part.amount)).toEqual([12_000_000n, 21_900_000n]);
    expect(amount).toBe(33_900_000n);
  });

  it('has parts that sum to it exactly, whatever the segments', () => {
    const segments = fc.array(
      fc.record({
        from: fc.constant(''),
        to: fc.constant(''),
        quota: fc.bigInt({ min: 0n, max: 10n ** 12n }),
        days: fc.nat({ max: 90 }),
        ramp: fc.record({ sum: fc.bigInt({ min: 0n, max: 7n }), by: fc.bigInt({ min: 7n, max: 45n }) }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(segments, (some) => {
        const { amount, parts } = effectiveQuota(some);
        expect(parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(amount);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is nothing where no day counts', () => {
    expect(effectiveQuota([segment(5n, 0)]).amount).toBe(0n);
  });
});
