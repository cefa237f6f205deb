import { z } from 'zod';
import { Button, Overflow } from '#sandbox/slack/rules/schema/buttons.ts';
import { imageFields, ImageElement, oneSource } from '#sandbox/slack/rules/schema/composition.ts';
import { TEXT_INPUTS } from '#sandbox/slack/rules/schema/inputs.ts';
import { SELECTS } from '#sandbox/slack/rules/schema/selects.ts';
import {
  anyText,
  blockBase,
  chars,
  items,
  link,
  mrkdwn,
  plainText,
} from '#sandbox/slack/rules/schema/text.ts';

const ActionElement = z.discriminatedUnion('type', [Button, Overflow, ...SELECTS]);
const Accessory = z.discriminatedUnion('type', [Button, Overflow, ImageElement, ...SELECTS]);
const InputElement = z.discriminatedUnion('type', [...SELECTS, ...TEXT_INPUTS]);

export const Actions = z.strictObject({
  type: z.literal('actions'),
  ...blockBase,
  elements: items(ActionElement, { most: 25 }),
});

export const Context = z.strictObject({
  type: z.literal('context'),
  ...blockBase,
  elements: items(z.discriminatedUnion('type', [ImageElement, plainText(3000), mrkdwn(3000)]), { most: 10 }),
});

export const Divider = z.strictObject({ type: z.literal('divider'), ...blockBase });

export const Header = z.strictObject({
  type: z.literal('header'),
  ...blockBase,
  text: plainText(150),
  level: z.number().int().min(1).max(4).optional(),
});

export const Image = z
  .strictObject({ type: z.literal('image'), ...blockBase, ...imageFields, title: plainText(2000).optional() })
  .refine(...oneSource);

export const Input = z.strictObject({
  type: z.literal('input'),
  ...blockBase,
  label: plainText(2000),
  element: InputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

export const Section = z
  .strictObject({
    type: z.literal('section'),
    ...blockBase,
    text: anyText(3000).optional(),
    fields: items(anyText(2000), { most: 10 }).optional(),
    accessory: Accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(
    (section) => section.text !== undefined || section.fields !== undefined,
    'missing required field: text',
  );

export const Markdown = z.strictObject({ type: z.literal('markdown'), ...blockBase, text: chars(12_000, 1) });

export const Video = z.strictObject({
  type: z.literal('video'),
  ...blockBase,
  alt_text: chars(2000, 1),
  title: plainText(200),
  video_url: link,
  thumbnail_url: link,
  title_url: link.optional(),
  description: plainText(200).optional(),
  author_name: chars(50).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: link.optional(),
});
