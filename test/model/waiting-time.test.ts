import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitedBy, type Wait } from '#model/waiting-time.ts';

const over = (...lengths: readonly number[]): readonly Wait[] =>
  lengths.map((length) => ({ length: BigInt(length), isRunning: false }));
const running = (...lengths: readonly number[]): readonly Wait[] =>
  lengths.map((length) => ({ length: BigInt(length), isRunning: true }));

describe('how long half of them took', () => {
  it('is the smallest length that half do not exceed', () => {
    expect(waitedBy(0.5, over(4, 1, 3, 2))).toEqual({ kind: 'reached', length: 2n });
    expect(waitedBy(0.5, over(5, 1, 3))).toEqual({ kind: 'reached', length: 3n });
    expect(waitedBy(0.8, over(1, 2, 3, 4, 5))).toEqual({ kind: 'reached', length: 4n });
    expect(waitedBy(0.5, [])).toBeUndefined();
  });

  it('capability 31: counts what still runs as at least so long, and never as over', () => {
    // Left alone the four would give 4; the two that have run for 5 and 10 days pull it up.
    expect(waitedBy(0.5, [...over(2, 4, 6, 8), ...running(5, 10)])).toEqual({ kind: 'reached', length: 6n });
    expect(waitedBy(0.5, over(2, 4, 6, 8))).toEqual({ kind: 'reached', length: 4n });
  });

  it('is unknown, and said to be longer than the longest, while too many still run', () => {
    expect(waitedBy(0.5, [...over(3), ...running(7, 9)])).toEqual({ kind: 'beyond', longest: 9n });
    expect(waitedBy(0.5, running(1))).toEqual({ kind: 'beyond', longest: 1n });
  });

  it('without anything running is an observed length that at least the share does not exceed', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(lengths, fc.constantFrom(0.5, 0.8, 0.9), (all, share) => {
        const waited = waitedBy(share, over(...all));
        const length = waited?.kind === 'reached' ? Number(waited.length) : Number.NaN;
        const within = (most: number) => all.filter((it) => it <= most).length / all.length;
        expect(within(length)).toBeGreaterThanOrEqual(share - 1e-9);
        expect(within(length - 1)).toBeLessThan(share);
      }),
    );
  });
});
