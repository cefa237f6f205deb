import type { Commitment } from '#feature.ts';
import type { Day } from '#lib/days.ts';
import { divideRounded } from '#lib/money.ts';
import type { Pace } from '#metrics/progress.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';

/** "Wed, Nov 25" */
export function dayWords(day: Day): SafeText {
  return escapeText(day.toLocaleString('en-US', { weekday: 'short', month: 'short', day: 'numeric' }));
}

export function nameWords(name: string): SafeText {
  return escapeText(name, 60);
}

/** "send the revised offer. Due Wed, Nov 25, agreed on Nov 9." */
export function agreedWords({ words, dueOn, why }: Commitment): SafeText {
  const what = escapeText(words.replace(/\.$/, ''), 200);
  return mrkdwn`${endSentence(what)} Due ${dayWords(dueOn)}, ${escapeText(why.replace(/\.$/, ''), 100)}.`;
}

/** The pace as a number: 1 is on pace. */
export function paceWords({ index: { sum, by } }: Pace): SafeText {
  const index = Number(divideRounded(sum * 100n, by)) / 100;
  return escapeText(index.toLocaleString('en-US', { maximumFractionDigits: 2 }));
}
