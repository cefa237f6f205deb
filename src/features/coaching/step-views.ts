import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Moment } from './follow-ups.ts';
import { DONE } from './keys.ts';
import type { Step } from './step-store.ts';
import { dayWords, nameOf, shortDay } from './words.ts';

const LONGEST = 300;

/** "Ana Silva, by Nov 25: send the revised offer" */
export function stepLine({ words, dueOn, doneAt }: Step, owner: string): SafeText {
  const end = doneAt ? mrkdwn`done` : mrkdwn`by ${escapeText(shortDay(dueOn))}`;
  return mrkdwn`${nameOf(owner)}, ${end}: ${escapeText(words, LONGEST)}`;
}

/** The button with which a step is done. */
export function doneButton({ id, words }: Step): ButtonSpec {
  return { action: DONE, label: 'Done', value: String(id), spoken: `Done: ${words}` };
}

/** Asks somebody about what they agreed to do. */
export function stepMessage(
  step: Step,
  { moment, other }: { readonly moment: Moment; readonly other: string },
): Message {
  const words = endSentence(escapeText(step.words, LONGEST));
  const day = escapeText(dayWords(step.dueOn));
  const head =
    step.doneAt !== undefined
      ? mrkdwn`Done: ${words}`
      : moment === -2
        ? mrkdwn`Due ${day}: ${words}`
        : moment === 0
          ? mrkdwn`Due today: ${words}`
          : mrkdwn`Was due ${day}: ${words}`;
  const ask =
    moment === 3
      ? mrkdwn`Is it done? If it needs another day, agree on one with ${nameOf(other)}. This is the last time I ask.`
      : mrkdwn`Press Done when it is.`;
  const foot = mrkdwn`You and ${nameOf(other)} agreed on this on ${escapeText(shortDay(step.agreedOn))}. Only the two of you can read it.`;
  const isOpen = step.doneAt === undefined;
  return {
    text: joinText([head, ...(isOpen ? [ask] : []), foot]),
    blocks: [
      section(isOpen ? joinText([mrkdwn`*${head}*`, ask]) : mrkdwn`*${head}*`),
      ...(isOpen ? [actions({ ...doneButton(step), style: 'primary' })] : []),
      context(foot),
    ],
  };
}
