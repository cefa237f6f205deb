import { whyButton } from '#metrics/why-button.ts';
import type { Figure } from '#model/figure.ts';
import { lastDay, type Period } from '#model/period.ts';
import { actions } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { figureWords, nameOf, shortDay } from './words.ts';

/** A figure in the four weeks before a talk and in those after it. */
export interface Compared {
  readonly metricName: string;
  readonly name: string;
  readonly isOwn: boolean;
  readonly before: Figure;
  readonly after: Figure;
  /** The period of the calendar in which the talk was: what can be explained line by line. */
  readonly period: Period;
}

/** Four weeks later: before and after, and no word of an effect. */
export function comparedMessage({ metricName, name, isOwn, before, after, period }: Compared): Message {
  const whose = isOwn
    ? mrkdwn`Your ${escapeText(metricName.toLowerCase())}`
    : mrkdwn`${nameOf(name)}, ${escapeText(metricName.toLowerCase())}`;
  const head = mrkdwn`${whose}, four weeks before and after your talk: ${figureWords(before)}, then ${figureWords(after)}.`;
  const days = mrkdwn`Before: ${spanWords(before.period)}. After: ${spanWords(after.period)}.`;
  const caution = mrkdwn`Four weeks are short and much changes at once: this shows what was, not what the talk did.`;
  const why = whyButton(
    { metric: after.metric, period, kind: 'person', id: after.subject.id },
    { label: `Why, in ${period.id}`, spoken: `Why is ${metricName} this number in ${period.id}` },
  );
  const foot = mrkdwn`Only the two of you get this, as far as each may see the figure. ${dataTimeLine(after.dataTime)}`;
  return {
    text: joinText([head, days, caution, foot]),
    blocks: [section(joinText([mrkdwn`*${head}*`, days, caution])), actions(why), context(foot)],
  };
}

function spanWords(period: Period): SafeText {
  return escapeText(`${shortDay(period.start)} – ${shortDay(lastDay(period))}`);
}
