import { z } from 'zod';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { withEmoji } from '#sandbox/slack/page/text/emoji.ts';
import { mrkdwn } from '#sandbox/slack/page/text/mrkdwn.ts';

/** A text object as the page reads it: more forgiving than the rules, which have had their say. */
export const Text = z.looseObject({ type: z.string(), text: z.string() });
export type Text = z.infer<typeof Text>;

export function textOf(text: Text, seeing: Seeing): Html {
  return text.type === 'mrkdwn' ? mrkdwn(text.text, seeing) : html`${withEmoji(text.text)}`;
}

/** The words alone, for labels and attributes. */
export function wordsOf(text: Text | undefined): string {
  return text ? withEmoji(text.text) : '';
}
