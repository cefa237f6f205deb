import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { formatFigure, formatShare, formatValue, valueForChart } from '#metrics/figure-text.ts';
import { periodTitle, periodWords } from '#metrics/period-text.ts';
import type { Value } from '#model/figure.ts';

const usd = (minor: bigint): Value => ({ kind: 'money', money: { minor, currency: 'USD' } });
const ratio = (sum: bigint, by: bigint): Value => ({ kind: 'quotient', sum, by, per: 'ratio' });

describe('a value in words', () => {
  it.each<[string, Value, string]>([
    ['whole money has no cents', usd(4_200_000n), '$42,000'],
    ['money with cents keeps them', usd(4_200_005n), '$42,000.05'],
    ['a yen has no decimals', { kind: 'money', money: { minor: 1200n, currency: 'JPY' } }, '¥1,200'],
    ['a count', { kind: 'count', count: 1_234n, of: 'calls' }, '1,234'],
    ['a ratio', ratio(4238n, 6711n), '63.2%'],
    ['a mean of days', { kind: 'quotient', sum: 5178n, by: 100n, per: 'days' }, '51.8 days'],
    ['a mean of one day', { kind: 'quotient', sum: 5n, by: 5n, per: 'days' }, '1 day'],
    ['a median of one day', { kind: 'days', days: '1' }, '1 day'],
    ['a mean of money, to the cent', { kind: 'mean_money', sum: 1000n, by: 3n, currency: 'USD' }, '$3.33'],
    ['a median', { kind: 'days', days: '57.5' }, '57.5 days'],
    ['nothing, with the reason', { kind: 'none', reason: 'no quota' }, 'no quota'],
  ])('%s', (_what, value, expected) => {
    expect(formatValue({ metric: 'any', value })).toBe(expected);
  });

  it('says coverage as a multiple, and what a count counts', () => {
    expect(formatFigure({ metric: 'coverage', value: ratio(900n, 300n) })).toBe('3 times');
    expect(formatFigure({ metric: 'coverage', value: ratio(300n, 300n) })).toBe('1 time');
    expect(formatFigure({ metric: 'calls', value: { kind: 'count', count: 12n, of: 'calls' } })).toBe(
      '12 calls',
    );
    expect(formatFigure({ metric: 'deals_won', value: { kind: 'count', count: 1n, of: 'deals' } })).toBe(
      '1 deal',
    );
  });

  it('never rounds a missed quota up to 100%, nor what was reached down to nothing', () => {
    expect(formatShare({ sum: 99_999n, by: 100_000n })).toBe('99.9%');
    expect(formatShare({ sum: 8n, by: 100_000n })).toBe('less than 0.1%');
    expect(formatShare({ sum: 0n, by: 100_000n })).toBe('0%');
    expect(formatShare({ sum: 100_000n, by: 100_000n })).toBe('100%');
    expect(formatShare({ sum: 250_004n, by: 100_000n })).toBe('250%');
  });

  it('speaks to each reader in their locale', () => {
    expect(
      formatValue({ metric: 'bookings', value: usd(35_766_650n) }, 'de-DE').replaceAll('\u00a0', ' '),
    ).toBe('357.666,50 $');
  });

  it('draws money in whole units and shares in percent', () => {
    expect(valueForChart(usd(4_200_050n))).toBe(42_000.5);
    expect(valueForChart(ratio(1n, 4n))).toBe(25);
    expect(valueForChart({ kind: 'none', reason: 'no quota' })).toBeUndefined();
  });
});

describe('a period in words', () => {
  const quarter = {
    type: 'quarter',
    id: '2026-Q4',
    start: day('2026-10-01'),
    end: day('2027-01-01'),
  } as const;

  it('is this quarter until its last day has passed', () => {
    expect(periodWords(quarter, day('2026-12-31'))).toBe('this quarter');
    expect(periodWords(quarter, day('2027-01-01'))).toBe('in 2026-Q4');
  });

  it('names its first and its last day', () => {
    expect(periodTitle(quarter).replaceAll('\u2009', ' ')).toBe('2026-Q4, Oct 1 – Dec 31, 2026');
  });
});
