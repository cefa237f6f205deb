import { z } from 'zod';
import { Confirm, MenuOption } from '#sandbox/slack/rules/schema/composition.ts';
import { actionBase, chars, id, items, link, plainText } from '#sandbox/slack/rules/schema/text.ts';

export const Button = z.strictObject({
  type: z.literal('button'),
  ...actionBase,
  text: plainText(75),
  url: link.optional(),
  value: chars(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: Confirm.optional(),
  accessibility_label: chars(75).optional(),
});

export const Overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionBase,
  options: items(MenuOption, { most: 5 }),
  confirm: Confirm.optional(),
});

const FeedbackButton = z.strictObject({
  text: plainText(75),
  value: chars(2000),
  accessibility_label: chars(75).optional(),
});

/** The two elements of a context_actions block. */
export const FeedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionBase,
  positive_button: FeedbackButton,
  negative_button: FeedbackButton,
});

export const IconButton = z.strictObject({
  type: z.literal('icon_button'),
  ...actionBase,
  icon: z.string(),
  text: plainText(75),
  value: chars(2000).optional(),
  confirm: Confirm.optional(),
  accessibility_label: chars(75).optional(),
  visible_to_user_ids: items(id, { most: 10 }).optional(),
});
