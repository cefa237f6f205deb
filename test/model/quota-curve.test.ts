import { describe, expect, it } from 'vitest';
import { expectedShare, percentText, readCurve, shareOf } from '#model/quota-curve.ts';

describe('a seasonal curve', () => {
  it('is read as it is written', () => {
    expect(readCurve('22/24/26/28', 4)).toEqual({ kind: 'curve', curve: [2200n, 2400n, 2600n, 2800n] });
    expect(readCurve('33.33% 33.33% 33.34%', 3)).toEqual({ kind: 'curve', curve: [3333n, 3333n, 3334n] });
    expect(readCurve('even', 3)).toEqual({ kind: 'curve', curve: [1n, 1n, 1n] });
  });

  it('says what is wrong with it', () => {
    expect(readCurve('22/24/26', 4)).toMatchObject({ problem: 'there are 3 shares for 4 parts' });
    expect(readCurve('20/24/26/28', 4)).toMatchObject({ problem: 'the shares sum to 98%' });
    expect(readCurve('a/b', 2)).toMatchObject({ problem: '"a/b" is no list of percentages' });
  });

  it('writes shares for people', () => {
    expect([10_000n, 3333n, 1250n, 0n].map(percentText)).toEqual(['100%', '33.33%', '12.5%', '0%']);
    expect(['40', '12.5%', '101', '-1'].map(shareOf)).toEqual([4000n, 1250n, undefined, undefined]);
  });
});

describe('what a curve expects by now', () => {
  it('capability 8: is 34 % halfway through the second of quarters with 22/24/26/28 %', () => {
    const quarter = (weight: bigint, passed: bigint) => ({ weight, days: 64n, passed });
    const expected = expectedShare([
      quarter(22n, 64n),
      quarter(24n, 32n),
      quarter(26n, 0n),
      quarter(28n, 0n),
    ]);
    expect(Number(expected?.sum) / Number(expected?.by)).toBe(0.34);
  });

  it('capability 8: is the linear share where all parts weigh by their days', () => {
    const expected = expectedShare([{ weight: 1n, days: 65n, passed: 26n }]);
    expect(Number(expected?.sum) / Number(expected?.by)).toBe(0.4);
  });

  it('is nothing where no day counts', () => {
    expect(expectedShare([])).toBeUndefined();
    expect(expectedShare([{ weight: 1n, days: 0n, passed: 0n }])).toBeUndefined();
  });
});
