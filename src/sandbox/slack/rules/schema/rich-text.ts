import { z } from 'zod';
import { blockBase } from '#sandbox/slack/rules/schema/text.ts';

const flag = z.boolean().optional();
const Style = z.strictObject({
  bold: flag,
  italic: flag,
  strike: flag,
  code: flag,
  underline: flag,
  unlink: flag,
});
const style = { style: Style.optional() };

const Leaf = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1, 'must be more than 0 characters'),
    ...style,
  }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string(),
    text: z.string().optional(),
    unsafe: flag,
    ...style,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), ...style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), ...style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string(), ...style }),
  z.strictObject({ type: z.literal('team'), team_id: z.string(), ...style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string(), unicode: z.string().optional(), ...style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...style }),
  z.strictObject({ type: z.literal('color'), value: z.string(), ...style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: z.string(),
    url: z.string().optional(),
    fallback: z.string().optional(),
    ...style,
  }),
]);

const leaves = { elements: z.array(Leaf) };
const border = { border: z.number().int().min(0).max(1).optional() };
const Section = z.strictObject({ type: z.literal('rich_text_section'), ...leaves });

const Part = z.discriminatedUnion('type', [
  Section,
  z.strictObject({ type: z.literal('rich_text_quote'), ...leaves, ...border }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    ...leaves,
    ...border,
    language: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(Section),
    indent: z.number().int().min(0).max(8).optional(),
    offset: z.number().int().min(0).optional(),
    ...border,
  }),
]);

export const RichText = z.strictObject({
  type: z.literal('rich_text'),
  ...blockBase,
  elements: z.array(Part),
});
