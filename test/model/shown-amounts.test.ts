import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownRate, rateOn, shownAmounts } from '#model/shown-amounts.ts';

const AUD: readonly KnownRate[] = [
  { kind: 'dated', rate: '1.39', from: '2026-01-01', to: '2026-02-01' },
  { kind: 'dated', rate: '1.42', from: '2026-02-01', to: '2026-03-01' },
  { kind: 'static', rate: '1.5', from: '0001-01-01', to: 'infinity' },
];
const byDate = (day: string) => rateOn(AUD, day, { isPlanned: false });
const toAud = { from: 'USD', to: 'AUD', rateOf: byDate };

describe('an amount in the reader’s currency', () => {
  // domain.md, capability 5, read the other way round.
  it('is what the deal was: 100,000 USD of January are 139,000 AUD, 97,887.32 of February as well', () => {
    const { parts, total } = shownAmounts(
      [
        { minor: 10_000_000n, day: '2026-01-20' },
        { minor: 9_788_732n, day: '2026-02-20' },
      ],
      toAud,
    );
    expect(parts).toEqual([
      { minor: 13_900_000n, rate: '1.39' },
      { minor: 13_899_999n, rate: '1.42' },
    ]);
    expect(total).toBe(27_799_999n);
  });

  it('goes by the static rate where no dated one holds, and always where plan rates are used', () => {
    expect(byDate('2026-03-01')).toBe('1.5');
    expect(rateOn(AUD, '2026-01-20', { isPlanned: true })).toBe('1.5');
  });

  it('is left out without a rate, never taken one for one', () => {
    const rates = AUD.filter(({ kind }) => kind === 'dated');
    const { parts, total } = shownAmounts(
      [
        { minor: 100n, day: '2026-01-20' },
        { minor: 100n, day: '2026-06-20' },
      ],
      { ...toAud, rateOf: (day) => rateOn(rates, day, { isPlanned: false }) },
    );
    expect(parts).toEqual([{ minor: 139n, rate: '1.39' }, undefined]);
    expect(total).toBe(139n);
  });

  it('has no decimals in yen and three in dinars', () => {
    const one = (to: string, rate: string) =>
      shownAmounts([{ minor: 12_345n, day: '2026-01-20' }], { from: 'USD', to, rateOf: () => rate }).total;
    expect([one('JPY', '150.5'), one('KWD', '0.307')]).toEqual([18_579n, 37_899n]);
  });

  it('is the sum of its parts to the cent, each within one of its own exact amount', () => {
    const amount = fc.record({
      minor: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      day: fc.constantFrom('2026-01-05', '2026-02-05', '2026-05-05'),
    });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 30 }), (amounts) => {
        const { parts, total } = shownAmounts(amounts, toAud);
        expect(parts.reduce((sum, part) => sum + (part?.minor ?? 0n), 0n)).toBe(total);
        for (const [at, part] of parts.entries()) {
          const hundredths = BigInt(Math.round(Number(part?.rate) * 100)) * (amounts[at]?.minor ?? 0n);
          const off = (part?.minor ?? 0n) * 100n - hundredths;
          expect(off > -100n && off < 100n).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
