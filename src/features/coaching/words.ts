import type { Day } from '#lib/days.ts';
import { divideRounded, formatMoney } from '#lib/money.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import type { Figure } from '#model/figure.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { DeclineCode } from './store.ts';

/** Why a talk was set aside, as it is chosen and said. */
export const DECLINE_WORDS: Readonly<Record<DeclineCode, string>> = {
  later: 'Not the right moment',
  in_hand: 'We are already on it',
  misleads: 'The figure misleads',
  other: 'Something else',
};

/** "Tuesday, Nov 24" */
export function dayWords(day: Day): string {
  return day.toLocaleString('en-US', { weekday: 'long', month: 'short', day: 'numeric' });
}

/** "Nov 24" */
export function shortDay(day: Day): string {
  return day.toLocaleString('en-US', { month: 'short', day: 'numeric' });
}

/** A name as it stands in a sentence: "Ana Silva". */
export function nameOf(name: string): SafeText {
  return escapeText(name, 80);
}

/** A figure with its number on records where it has one: "20% (8 of 40)". */
export function figureWords(figure: Figure): SafeText {
  const { value } = figure;
  const shown = escapeText(formatFigure(figure));
  if (value.kind === 'quotient' && value.per === 'ratio')
    return mrkdwn`${shown} (${value.sum} of ${value.by})`;
  return shown;
}

/** The middle of the peers, in the unit of a figure: "41%", "$12,000", "38 days", "52 meetings". */
export function middleWords({ value, unit }: Figure, middle: number): SafeText {
  switch (value.kind) {
    case 'quotient':
      return value.per === 'ratio'
        ? mrkdwn`${escapeText(middle.toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 1 }))}`
        : mrkdwn`${rounded(middle)} ${rounded(middle) === '1' ? mrkdwn`day` : mrkdwn`days`}`;
    case 'mean_money':
      return escapeText(
        formatMoney(
          { minor: divideRounded(BigInt(Math.round(middle)), 1n), currency: value.currency },
          'en-US',
        ),
      );
    case 'count':
      return mrkdwn`${rounded(middle)} ${escapeText(rounded(middle) === '1' ? unit.replace(/s$/, '') : unit)}`;
    case 'money':
    case 'mean_points':
    case 'days':
    case 'none':
      return mrkdwn`${rounded(middle)} ${escapeText(unit)}`;
  }
}

function rounded(value: number): SafeText {
  return escapeText(value.toLocaleString('en-US', { maximumFractionDigits: 1 }));
}
