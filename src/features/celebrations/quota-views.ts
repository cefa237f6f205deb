import { WHOEVER_ASKS, whyButton } from '#metrics/why-button.ts';
import type { Period } from '#model/period.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { channelName } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { type Choice, CHOICES, type ReachedState } from './reached.ts';

export const TELL = 'celebrations.tell';
export const KEEP = 'celebrations.keep';
export const CHOOSE: Readonly<Record<Choice, string>> = {
  ask: 'celebrations.choose_ask',
  always: 'celebrations.choose_always',
  never: 'celebrations.choose_never',
};
const LABELS: Readonly<Record<Choice, string>> = {
  ask: 'Ask me first',
  always: 'Always celebrate it',
  never: 'Never celebrate it',
};

/** What a channel reads: no amount, no percentage. */
export function quotaMessage(name: string, period: Period): Message {
  const head = mrkdwn`${escapeText(name, 60)} has reached the bookings quota of ${escapeText(period.id)}`;
  const footer = mrkdwn`Said with their consent, once for a person and a period.`;
  return {
    text: joinText([mrkdwn`${head} :tada:`, footer]),
    blocks: [section(mrkdwn`*${head}* :tada:`), context(footer)],
  };
}

/** In the place of a celebration that does not hold now, or is not wanted any more: nobody is named. */
export function quotaWaitsMessage(): Message {
  return note(mrkdwn`This celebration waits; nothing is asked of anybody.`);
}

export interface Asked {
  readonly state: ReachedState;
  readonly isReached: boolean;
  readonly period: Period;
  readonly channels: readonly string[];
  /** Travels in the buttons. */
  readonly value: string;
}

/** Whether channels may hear of a quota: asked of the person themself. */
export function askMessage({ state, isReached, period, channels, value }: Asked): Message {
  const where = channelWords(channels);
  const quota = mrkdwn`your bookings quota of ${escapeText(period.id)}`;
  if (state === 'told') {
    const told = mrkdwn`${where} ${channels.length > 1 ? mrkdwn`hear` : mrkdwn`hears`} that you have reached ${quota}. No amount is said.`;
    return {
      text: told,
      blocks: [section(told), actions({ action: KEEP, label: 'Take it back', value })],
    };
  }
  if (state !== 'asked') return note(mrkdwn`Nobody is told that you have reached ${quota}.`);
  if (!isReached)
    return note(
      mrkdwn`A deal or the quota has changed: ${quota} is not reached at the moment, so nobody is told. Nothing is asked of you.`,
    );
  const head = mrkdwn`You have reached 100% of ${quota}. May ${where} celebrate it?`;
  const detail = mrkdwn`It would say your name and the period, no amount and no percentage. Without an answer nobody is told.`;
  const why = whyButton(
    { metric: 'attainment', period, kind: 'person', id: WHOEVER_ASKS },
    { label: 'Why this number', spoken: 'Why is my attainment this number' },
  );
  return {
    text: joinText([head, detail]),
    blocks: [
      section(joinText([mrkdwn`*${head}*`, detail])),
      actions(
        { action: TELL, label: 'Celebrate it', value, style: 'primary' },
        { action: KEEP, label: 'Keep it to me', value },
        why,
      ),
    ],
  };
}

/** The person's choice in App Home. */
export function choiceBlocks(choice: Choice): readonly Block[] {
  const buttons = (['ask', 'always', 'never'] as const)
    .filter((one) => one !== choice)
    .map((one): ButtonSpec => ({ action: CHOOSE[one], label: LABELS[one] }));
  return [section(choiceWords(choice)), actions(...buttons)];
}

export function choiceWords(choice: Choice): SafeText {
  return mrkdwn`When you reach a bookings quota, ${escapeText(CHOICES[choice])}.`;
}

function channelWords(channels: readonly string[]): SafeText {
  const [first, ...others] = channels.map(channelName);
  if (first === undefined) return mrkdwn`a channel`;
  return others.length === 0
    ? first
    : mrkdwn`${first} and ${others.length} more ${others.length === 1 ? mrkdwn`channel` : mrkdwn`channels`}`;
}
