import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context } from '#slack/blocks/layout.ts';
import { lengthOf, LIMITS } from '#slack/blocks/limits.ts';
import { joinText, shortenSafe } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Attention } from './outbox.ts';

/** The buttons below every message to a person; whoever serves them takes the post's key as the value. */
export const NOT_USEFUL = 'settings.not_useful';
export const SNOOZE = 'settings.snooze';
export const CHANGE = 'settings.change';

/** Why a message came; undefined for an answer, which needs no reason. */
export function reasonOf({ topic, priority }: Attention): SafeText | undefined {
  if (priority === 'answer') return undefined;
  return mrkdwn`You get this because "${escapeText(topic.name)}" is on for you: ${escapeText(topic.about)}.`;
}

/** A post that somebody is told of. */
export interface PersonalPost {
  readonly attention: Attention;
  readonly key: string;
}

/**
 * Adds why a message came and what its reader can do about it, below what it says. Where others of its topic follow in
 * one message with it, that stands below the last of them; only whether this one was useful is asked of it alone.
 */
export function withFooter(
  message: Message,
  { attention, key, later = [] }: PersonalPost & { readonly later?: readonly PersonalPost[] },
): Message {
  const why = reasonOf(attention);
  if (why === undefined) return message;
  const { topic, isPrompt } = attention;
  const notUseful: ButtonSpec = { action: NOT_USEFUL, label: 'Not useful', value: key };
  const snooze: ButtonSpec = { action: SNOOZE, label: 'Snooze', value: key, spoken: `Snooze ${topic.name}` };
  const change: ButtonSpec = { action: CHANGE, label: 'Change what I get', value: key };
  const asked = isPrompt ? [notUseful] : [];
  const blocks = later.some((one) => one.attention.topic.id === topic.id)
    ? asked.map((button) => actions(button))
    : [context(why), actions(...asked, snooze, change)];
  return { text: message.text, blocks: [...message.blocks, ...blocks] };
}

/**
 * The text form with the reasons too, each once, at its end: a notification shows the result first, and a screen reader
 * says all of it.
 */
export function sayReasons(message: Message, reasons: readonly SafeText[]): Message {
  if (reasons.length === 0) return message;
  const last = joinText([...new Set(reasons), mrkdwn`\`/attain settings\` changes what you get.`], mrkdwn` `);
  const text = shortenSafe(message.text, LIMITS.messageText - lengthOf(last) - 1);
  return { ...message, text: mrkdwn`${text}\n${last}` };
}
