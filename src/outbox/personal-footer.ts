import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context } from '#slack/blocks/layout.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Attention } from './outbox.ts';

/** The buttons below every message to a person; whoever serves them takes the post's key as the value. */
export const NOT_USEFUL = 'settings.not_useful';
export const SNOOZE = 'settings.snooze';
export const CHANGE = 'settings.change';

/** Adds why a message came and what its reader can do about it. An answer needs no reason. */
export function withFooter(message: Message, attention: Attention, key: string): Message {
  const { topic, priority, isPrompt } = attention;
  if (priority === 'answer') return message;
  const why = mrkdwn`You get this because ${escapeText(topic.name)} is on for you: ${escapeText(topic.about)}.`;
  const notUseful: ButtonSpec = { action: NOT_USEFUL, label: 'Not useful', value: key };
  const snooze: ButtonSpec = { action: SNOOZE, label: 'Snooze', value: key, spoken: `Snooze ${topic.name}` };
  const change: ButtonSpec = { action: CHANGE, label: 'Change what I get', value: key };
  const buttons = isPrompt ? [notUseful, snooze, change] : [snooze, change];
  return { text: message.text, blocks: [...message.blocks, context(why), actions(...buttons)] };
}
