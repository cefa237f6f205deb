import { z } from 'zod';
import { Button, FeedbackButtons, IconButton } from '#sandbox/slack/rules/schema/buttons.ts';
import {
  Actions,
  Context,
  Divider,
  Header,
  Image,
  Section,
  Video,
} from '#sandbox/slack/rules/schema/basic-blocks.ts';
import { ImageElement } from '#sandbox/slack/rules/schema/composition.ts';
import { RichText } from '#sandbox/slack/rules/schema/rich-text.ts';
import { Table } from '#sandbox/slack/rules/schema/tables.ts';
import { anyText, blockBase, chars, id, items, link, plainText } from '#sandbox/slack/rules/schema/text.ts';

/** Shown in modals alone. */
export const Alert = z.strictObject({
  type: z.literal('alert'),
  ...blockBase,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const SlackIcon = z.strictObject({ type: z.literal('icon'), name: z.string() });

export const Card = z
  .strictObject({
    type: z.literal('card'),
    ...blockBase,
    hero_image: ImageElement.optional(),
    icon: ImageElement.optional(),
    slack_icon: SlackIcon.optional(),
    title: anyText(150).optional(),
    subtitle: anyText(150).optional(),
    body: anyText(200).optional(),
    subtext: anyText(200).optional(),
    actions: items(Button, { most: 3 }).optional(),
  })
  .refine((card) => !(card.icon && card.slack_icon), 'icon and slack_icon exclude each other')
  .refine(
    (card) => Boolean(card.hero_image ?? card.title ?? card.actions ?? card.body),
    'needs hero_image, title, actions or body',
  );

export const Carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockBase,
  elements: items(Card, { most: 10 }),
});

export const Container = z
  .strictObject({
    type: z.literal('container'),
    ...blockBase,
    title: plainText(150).optional(),
    rich_text_title: RichText.optional(),
    subtitle: plainText(150).optional(),
    icon: ImageElement.optional(),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
    child_blocks: items(
      z.discriminatedUnion('type', [Actions, Context, Divider, Header, Image, Section, Table, Video]),
      { most: 10 },
    ),
  })
  .refine((box) => Boolean(box.title ?? box.rich_text_title), 'missing required field: title')
  .refine(
    (box) => !box.default_collapsed || box.is_collapsible === true,
    'default_collapsed needs is_collapsible',
  )
  .refine(
    (box) => !(box.has_header_divider && box.is_collapsible),
    'has_header_divider is for fixed containers',
  );

export const ContextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...blockBase,
  elements: items(z.discriminatedUnion('type', [FeedbackButtons, IconButton]), { most: 5 }),
});

const Source = z.strictObject({ type: z.literal('url'), url: link, text: chars(255, 1) });

export const TaskCard = z.strictObject({
  type: z.literal('task_card'),
  ...blockBase,
  task_id: id,
  title: chars(255, 1),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
  details: RichText.optional(),
  output: RichText.optional(),
  sources: z.array(Source).optional(),
});

export const Plan = z.strictObject({
  type: z.literal('plan'),
  ...blockBase,
  title: chars(255, 1),
  tasks: z.array(TaskCard).optional(),
});
