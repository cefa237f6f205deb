import { divideRounded } from '#lib/money.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import { WHOEVER_ASKS, whyButton } from '#metrics/why-button.ts';
import type { Figure } from '#model/figure.ts';
import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { ShownQuota } from './read-shown.ts';
import { amountText, metricWords } from './words.ts';

/** One row of buttons for each of the first ones. */
const MOST_ASKED = 4;

export interface Compared {
  readonly quota: ShownQuota;
  readonly lastPeriod: string;
  readonly last: ShownQuota | undefined;
  /** What was reached of the last one. */
  readonly attained: Figure | undefined;
}

/** Each quota beside the one of the period before: how much more is asked, and what was reached. */
export function compareMessage(compared: readonly Compared[], locale: string): Message {
  const title = 'Your quotas beside those of the last period';
  const lines = compared.map((it) => compareLine(it, locale));
  const body = lines.length === 0 ? mrkdwn`You have no quota for a period that runs now.` : fitLines(lines);
  return {
    text: joinText([mrkdwn`${escapeText(title)}:`, body]),
    blocks: [header(title), section(body), ...whyReached(compared)],
  };
}

/** A row each: the buttons of one row need names of their own. */
function whyReached(compared: readonly Compared[]): readonly Block[] {
  return compared
    .flatMap(({ attained }) => (attained ? [attained] : []))
    .slice(0, MOST_ASKED)
    .map(({ metric, period }) => {
      const asked = { metric, period, kind: 'person', id: WHOEVER_ASKS } as const;
      return actions(
        whyButton(asked, {
          label: `Why this in ${period.id}?`,
          spoken: `Why this ${metricWords(metric)} in ${period.id}?`,
        }),
      );
    });
}

function compareLine({ quota, lastPeriod, last, attained }: Compared, locale: string): SafeText {
  const what = mrkdwn`*${escapeText(quota.period)}*: ${escapeText(metricWords(quota.metric))} ${escapeText(amountText(quota.amount, quota.currency, locale))}`;
  if (!last) return mrkdwn`${what}; there was none in ${escapeText(lastPeriod)}.`;
  const change = divideRounded((quota.amount - last.amount) * 1000n, last.amount);
  const sign = change > 0n ? '+' : '';
  const reached = attained
    ? mrkdwn`, of which ${escapeText(formatFigure(attained, locale))} was reached`
    : mrkdwn``;
  return mrkdwn`${what}, ${escapeText(`${sign}${Number(change) / 10}%`)} against ${escapeText(amountText(last.amount, last.currency, locale))} in ${escapeText(lastPeriod)}${reached}.`;
}
