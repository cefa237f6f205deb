import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Allotted, type Branch, cascade, overAssignment, splitExactly } from '#model/quota-cascade.ts';

const dollars = (amounts: readonly bigint[]) => amounts.map((amount) => Number(amount) / 100);

describe('handing a quota down', () => {
  it('capability 6: 1,000,000 at 22/24/26/28 % is 220, 240, 260 and 280 thousand', () => {
    expect(dollars(splitExactly(100_000_000n, [22n, 24n, 26n, 28n]))).toEqual([
      220_000, 240_000, 260_000, 280_000,
    ]);
  });

  it('capability 6: 220,000 in thirds is 73,333.33 and 73,333.33 and 73,333.34', () => {
    expect(dollars(splitExactly(22_000_000n, [1n, 1n, 1n]))).toEqual([73_333.33, 73_333.33, 73_333.34]);
  });

  it('goes from the year through its quarters to the months', () => {
    const months = ['a', 'b', 'c'].map((name) => ({ name, weight: 1n, parts: [] }));
    const plan = [22n, 24n, 26n, 28n].map((weight, at) => ({ name: `Q${at + 1}`, weight, parts: months }));
    const [first] = cascade(100_000_000n, plan);
    expect(first?.amount).toBe(22_000_000n);
    expect(dollars(first?.parts.map(({ amount }) => amount) ?? [])).toEqual([
      73_333.33, 73_333.33, 73_333.34,
    ]);
  });

  it('gives the cents that are left to the largest remainders, the last of equals first', () => {
    expect(splitExactly(10n, [1n, 1n, 1n, 1n])).toEqual([2n, 2n, 3n, 3n]);
    expect(splitExactly(100n, [1n, 2n])).toEqual([33n, 67n]);
    expect(splitExactly(5n, [0n, 0n])).toEqual([2n, 3n]);
    expect(splitExactly(5n, [])).toEqual([]);
  });

  it('always sums to the whole, in a currency with any number of decimals', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 13 });
    const whole = fc
      .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.constantFrom(1n, 100n, 1000n))
      .map(([units, decimals]) => units * decimals + 1n);
    fc.assert(
      fc.property(whole, weights, (amount, shares) => {
        const parts = splitExactly(amount, shares);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
        expect(parts.every((part) => (amount < 0n ? part <= 0n : part >= 0n))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('sums at every level of every plan', () => {
    const level = (depth: number): fc.Arbitrary<readonly Branch<string>[]> =>
      depth === 0
        ? fc.constant([])
        : fc.array(
            fc.record({
              name: fc.constant(''),
              weight: fc.bigInt({ min: 0n, max: 50n }),
              parts: level(depth - 1),
            }),
            { minLength: 1, maxLength: 4 },
          );
    const sums = (amount: bigint, parts: readonly Allotted<string>[]): boolean =>
      parts.length === 0 ||
      (parts.reduce((sum, part) => sum + part.amount, 0n) === amount &&
        parts.every((part) => sums(part.amount, part.parts)));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), level(3), (amount, plan) =>
        sums(amount, cascade(amount, plan)),
      ),
    );
  });
});

describe('over-assignment', () => {
  it('capability 40: a street quota of 1,000,000 on a target of 800,000 is 125 %, attainment factor 80 %', () => {
    const { ratio, attainmentFactor, cushion } = overAssignment(1_000_000n, 800_000n) ?? {};
    expect([Number(ratio?.sum) / Number(ratio?.by), cushion]).toEqual([1.25, 200_000n]);
    expect(Number(attainmentFactor?.sum) / Number(attainmentFactor?.by)).toBe(0.8);
  });

  it('says nothing without a target or without quotas', () => {
    expect([overAssignment(5n, 0n), overAssignment(0n, 5n)]).toEqual([undefined, undefined]);
  });
});
