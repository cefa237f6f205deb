import { currencyDecimals, divideRounded, formatMoney, toDecimalText } from '#lib/money.ts';
import { numberFormat } from '#lib/number-format.ts';
import type { Figure, Value } from '#model/figure.ts';

type Shown = Pick<Figure, 'metric' | 'value'>;

/** Ratios that say how many times, not what share. */
const TIMES = new Set(['coverage', 'coverage_whole', 'needed_coverage']);

/** A figure's value in words for people: $42,000 · 34% · 3.1 times · 51.8 days · 12 calls · "no quota". */
export function formatFigure(figure: Shown, locale = 'en-US'): string {
  const { value } = figure;
  if (value.kind !== 'count') return formatValue(figure, locale);
  return `${formatValue(figure, locale)} ${value.count === 1n ? singular(value.of) : value.of}`;
}

/** The same without the noun of a count, for a column whose heading says what is counted. */
export function formatValue({ metric, value }: Shown, locale = 'en-US'): string {
  switch (value.kind) {
    case 'money':
      return formatMoney(value.money, locale);
    case 'count':
      return numberFormat(locale, {}).format(value.count);
    case 'quotient':
      if (value.per === 'days') return counted(oneDecimal(value, locale), 'day');
      return TIMES.has(metric) ? counted(oneDecimal(value, locale), 'time') : formatShare(value, locale);
    case 'mean_money':
      return formatMoney({ minor: divideRounded(value.sum, value.by), currency: value.currency }, locale);
    case 'mean_points':
      return oneDecimal({ sum: value.sum, by: value.by * 100n }, locale);
    case 'days':
      return counted(numberFormat(locale, {}).format(Number(value.days)), 'day');
    case 'none':
      return value.reason;
  }
}

/**
 * A ratio as a percentage with at most one decimal. What is short of the whole is never rounded up to 100%: a quota
 * missed by a cent reads 99.9%; nor is what there is ever rounded down to nothing.
 */
export function formatShare(ratio: { readonly sum: bigint; readonly by: bigint }, locale = 'en-US'): string {
  const short = ratio.sum < ratio.by;
  const tenths = divideRounded(ratio.sum * 1000n, ratio.by);
  const shown = short && tenths >= 1000n ? 999n : tenths;
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return ratio.sum > 0n && tenths === 0n
    ? `less than ${percent.format(0.001)}`
    : percent.format(Number(shown) / 1000);
}

/** The value as a number to draw with; never to calculate with. Undefined where there is none. */
export function valueForChart(value: Value): number | undefined {
  switch (value.kind) {
    case 'money':
      return Number(toDecimalText(value.money));
    case 'count':
      return Number(value.count);
    case 'quotient':
      return (Number(value.sum) / Number(value.by)) * (value.per === 'ratio' ? 100 : 1);
    case 'mean_money':
      return Number(value.sum) / Number(value.by) / 10 ** currencyDecimals(value.currency);
    case 'mean_points':
      return Number(value.sum) / Number(value.by) / 100;
    case 'days':
      return Number(value.days);
    case 'none':
      return undefined;
  }
}

/** Nouns of counts are regular: deals, calls, touch points, minutes. */
function singular(noun: string): string {
  return noun.replace(/s$/, '');
}

function counted(number: string, one: string): string {
  return number === '1' ? `1 ${one}` : `${number} ${one}s`;
}

function oneDecimal(mean: { readonly sum: bigint; readonly by: bigint }, locale: string): string {
  const tenths = divideRounded(mean.sum * 10n, mean.by);
  return numberFormat(locale, { maximumFractionDigits: 1 }).format(Number(tenths) / 10);
}
