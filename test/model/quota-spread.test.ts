import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { createWorkCalendar } from '#model/work-calendar.ts';
import { expectedShare } from '#model/quota-curve.ts';
import { mergedParts, spreadOf } from '#model/quota-spread.ts';

const work = createWorkCalendar({ zone: 'UTC', hours: [], holidays: [] });
const days = (from: string, to: string) => work.workingDays(day(from), day(to), '');
const Q = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01'];
const quarters = (amounts: readonly bigint[]) =>
  amounts.map((amount, at) => ({ from: Q[at] ?? '', to: Q[at + 1] ?? '', amount }));
const YEAR = { from: '2026-01-01', to: '2027-01-01', amount: 1_000_000n };
const SEASONAL = [YEAR, ...quarters([220_000n, 240_000n, 260_000n, 280_000n])];

function expectedOn(today: string, parts: readonly { from: string; to: string; amount: bigint }[]) {
  return expectedShare(
    parts.map(({ from, to, amount }) => ({
      weight: amount,
      days: BigInt(days(from, to)),
      passed: BigInt(today <= from ? 0 : days(from, today < to ? today : to)),
    })),
  );
}

describe('how a quota is spread over its period', () => {
  it('keeps the parts a year was split into: after the first quarter of 22/24/26/28, 22 % is expected', () => {
    const spread = spreadOf(quarters([22n, 24n, 26n, 28n]), [], days);
    expect(spread?.along).toBe('parts');
    const { sum, by } = expectedOn('2026-04-01', spread?.parts ?? []) ?? { sum: 0n, by: 1n };
    expect(Number(sum) / Number(by)).toBeCloseTo(0.22, 12);
  });

  it('follows the company’s seasonal plan within a year that is one number', () => {
    const spread = spreadOf([{ ...YEAR, amount: 500_000n }], [SEASONAL], days);
    expect(spread?.along).toBe('curve');
    expect(spread?.parts.map(({ amount }) => amount)).toEqual([110_000n, 120_000n, 130_000n, 140_000n]);
  });

  it('is even over the working days where there is neither', () => {
    expect(spreadOf([YEAR], [], days)).toBeUndefined();
    expect(spreadOf(quarters([1n]), [SEASONAL], days)).toBeUndefined();
  });

  it('asks for nothing of the days on leave, and for the curve on the others', () => {
    // Away all of the first quarter: of 780,000 left nothing is expected by April.
    const own = [
      { from: '2026-01-01', to: '2026-04-01', amount: 0n },
      { from: '2026-04-01', to: '2027-01-01', amount: 780_000n },
    ];
    const spread = spreadOf(own, [SEASONAL], days);
    expect(expectedOn('2026-04-01', spread?.parts ?? [])?.sum).toBe(0n);
    expect(spread?.parts.map(({ amount }) => amount)).toEqual([0n, 240_000n, 260_000n, 280_000n]);
  });

  it('takes the newest plan that covers a part, and none with a hole', () => {
    const newer = [YEAR, ...quarters([1n, 1n, 1n, 1n])];
    expect(spreadOf([YEAR], [newer, SEASONAL], days)?.parts.map(({ amount }) => amount)).toEqual([
      250_000n,
      250_000n,
      250_000n,
      250_000n,
    ]);
    expect(spreadOf([YEAR], [[YEAR, ...quarters([1n, 1n])]], days)).toBeUndefined();
  });

  it('adds up what several people are asked for on the same days', () => {
    expect(mergedParts([...quarters([1n, 2n]), ...quarters([10n])])).toEqual(quarters([11n, 2n]));
  });
});
