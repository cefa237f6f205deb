import { formatMoney } from '#lib/money.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import type { Adjustment, Restatement } from '#metrics/restatement.ts';
import type { Figure } from '#model/figure.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';

const MOST_CAUSES = 6;

/** "As reported $30,000, as restated $20,000 (−$10,000)", and a line for each cause; nothing where they are the same. */
export function restatedLines(
  figure: Figure,
  restatement: Restatement | undefined,
  locale: string,
): readonly SafeText[] {
  if (!restatement) return [];
  const { restated, adjustments } = restatement;
  const change = changeText(figure, restated, locale);
  const by = change === undefined ? mrkdwn`` : mrkdwn` (${escapeText(change)})`;
  const both = mrkdwn`As reported: ${escapeText(formatFigure(figure, locale))}. As restated: ${escapeText(formatFigure(restated, locale))}${by}.`;
  const shown = adjustments.slice(0, MOST_CAUSES).map((it) => adjustmentLine(it, locale));
  const more = adjustments.length - shown.length;
  return [
    both,
    ...shown,
    ...(more > 0 ? [mrkdwn`… and ${more} more ${more === 1 ? mrkdwn`cause` : mrkdwn`causes`}`] : []),
  ];
}

/** "Adjustment, reported later: 2 deals, −$24,000 (after the lock of 2026-Q3: reopened)" */
function adjustmentLine(
  { cause, side, records, of, amount, currency }: Adjustment,
  locale: string,
): SafeText {
  const when =
    side === 'later'
      ? mrkdwn`Adjustment, reported later`
      : mrkdwn`Adjustment of an earlier period, reported here`;
  const count = mrkdwn`${records} ${escapeText(records === 1 ? of : `${of}s`)}`;
  const parts =
    currency === '' ? [count] : [count, escapeText(formatMoney({ minor: amount, currency }, locale))];
  return mrkdwn`${when}: ${joinText(parts, mrkdwn`, `)} (${escapeText(cause)})`;
}

/** By how much the restated figure is more or less; undefined for rates and means. */
function changeText({ value: was }: Figure, { value: is }: Figure, locale: string): string | undefined {
  if (was.kind === 'money' && is.kind === 'money') {
    const minor = is.money.minor - was.money.minor;
    return `${minor < 0n ? '−' : '+'}${formatMoney({ minor: minor < 0n ? -minor : minor, currency: is.money.currency }, locale)}`;
  }
  if (was.kind !== 'count' || is.kind !== 'count') return undefined;
  const count = is.count - was.count;
  return `${count < 0n ? '−' : '+'}${(count < 0n ? -count : count).toLocaleString(locale)}`;
}
