import { formatMoney } from '#lib/money.ts';
import type { ExplainedLine } from '#metrics/explain.ts';
import { unitsOfLine, type Units } from '#metrics/line-units.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Question } from './question.ts';
import type { Sums } from './trace.ts';

/** An amount in a currency, or a count where that is ''. */
function amountText(amount: bigint, currency: string, locale: string): string {
  return currency === '' ? amount.toLocaleString(locale) : formatMoney({ minor: amount, currency }, locale);
}

/** The same with its sign always written: "+$20,000", "−8". */
export function signedText(amount: bigint, currency: string, locale: string): string {
  const size = amountText(amount < 0n ? -amount : amount, currency, locale);
  return `${amount < 0n ? '−' : '+'}${size}`;
}

/** "$102,000" · "12 ÷ 30"; nothing is divided by nothing: "$102,000" */
export function sumsText({ counts, against }: Sums, units: Units, locale: string): SafeText {
  const above = escapeText(amountText(counts, units.counts, locale));
  if (units.against === undefined || against === 0n) return above;
  return mrkdwn`${above} ÷ ${escapeText(amountText(against, units.against, locale))}`;
}

/** What one record counts: "$42,000", "won", "51 days", or "÷ $300,000" for what only divides. */
export function countsAs({ metric }: Pick<Question, 'metric'>, line: ExplainedLine, locale: string): string {
  const { from, amount, counts, against } = line;
  const units = unitsOfLine(metric, line);
  if (from === 'won' || from === 'lost') return line.takesBack ? `${from}, taken back` : from;
  if (counts === 0n && against !== 0n) return `÷ ${amountText(against, units.against ?? '', locale)}`;
  const text = amountText(amount, units.counts, locale);
  if (from !== 'cycle_days') return text;
  return `${text} ${amount === 1n ? 'day' : 'days'}`;
}

/** How an amount came about where it is not simply the deal's: "60% of $100,000", "A$139,000 at 1.39". */
export function originText(line: ExplainedLine, locale: string): string {
  const { share = '1', originalAmount, originalCurrency, rate, cause } = line;
  const isPart = Number(share) !== 1;
  const whole =
    originalCurrency && originalAmount !== undefined && originalAmount !== null
      ? amountText(originalAmount, originalCurrency, locale)
      : undefined;
  const percent = Number(share).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 2 });
  const part = isPart ? [whole ? `${percent} of ${whole}` : percent] : [];
  const converted = rate ? [isPart || !whole ? `at ${rate}` : `${whole} at ${rate}`] : [];
  return [[...part, ...converted].join(' '), cause ?? ''].filter(Boolean).join(', ');
}
