import { currencyDecimals, divideRounded, formatMoney, toDecimalText } from '#lib/money.ts';
import type { Figure, Value } from '#model/figure.ts';

/** A figure's value in words for people: $42,000 · 34% · 51.8 days · 12 calls · "no quota". */
export function formatFigure(figure: Figure, locale = 'en-US'): string {
  const { value } = figure;
  return value.kind === 'count' ? `${formatValue(value, locale)} ${value.of}` : formatValue(value, locale);
}

/** The same without the noun of a count, for a column whose heading says what is counted. */
export function formatValue(value: Value, locale = 'en-US'): string {
  switch (value.kind) {
    case 'money':
      return formatMoney(value.money, locale);
    case 'count':
      return value.count.toLocaleString(locale);
    case 'quotient':
      return value.per === 'ratio' ? formatShare(value, locale) : `${oneDecimal(value, locale)} days`;
    case 'mean_money':
      return formatMoney({ minor: divideRounded(value.sum, value.by), currency: value.currency }, locale);
    case 'days':
      return `${Number(value.days).toLocaleString(locale)} days`;
    case 'none':
      return value.reason;
  }
}

/**
 * A ratio as a percentage with at most one decimal. What is short of the whole is never rounded up to 100%: a quota
 * missed by a cent reads 99.9%.
 */
export function formatShare(ratio: { readonly sum: bigint; readonly by: bigint }, locale = 'en-US'): string {
  const short = ratio.sum < ratio.by;
  const tenths = divideRounded(ratio.sum * 1000n, ratio.by);
  const shown = short && tenths >= 1000n ? 999n : tenths;
  return (Number(shown) / 1000).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
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
    case 'days':
      return Number(value.days);
    case 'none':
      return undefined;
  }
}

function oneDecimal(mean: { readonly sum: bigint; readonly by: bigint }, locale: string): string {
  const tenths = divideRounded(mean.sum * 10n, mean.by);
  return (Number(tenths) / 10).toLocaleString(locale, { maximumFractionDigits: 1 });
}
