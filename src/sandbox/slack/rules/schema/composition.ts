import { z } from 'zod';
import { anyText, chars, items, link, plainText } from '#sandbox/slack/rules/schema/text.ts';

/** The dialog that asks before something is done. */
export const Confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionFields = { value: chars(150, 1), url: link.optional() };

/** An option of a menu: plain text alone. */
export const MenuOption = z.strictObject({
  text: plainText(75),
  description: plainText(75).optional(),
  ...optionFields,
});

/** An option of checkboxes or radio buttons may be formatted. */
export const ChoiceOption = z.strictObject({
  text: anyText(75),
  description: anyText(75).optional(),
  ...optionFields,
});

export const OptionGroup = z.strictObject({
  label: plainText(75),
  options: items(MenuOption, { most: 100 }),
});

export const ConversationFilter = z.strictObject({
  include: items(z.enum(['im', 'mpim', 'private', 'public']), { most: 4 }).optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

export const DispatchConfig = z.strictObject({
  trigger_actions_on: items(z.enum(['on_enter_pressed', 'on_character_entered']), { most: 2 }).optional(),
});

export const imageFields = {
  image_url: link.optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  alt_text: chars(2000, 1),
};

/** An image is taken from an address or a Slack file, never both. */
export const oneSource: [(image: { image_url?: unknown; slack_file?: unknown }) => boolean, string] = [
  (image) => (image.image_url === undefined) !== (image.slack_file === undefined),
  'must provide either image_url or slack_file',
];

export const ImageElement = z.strictObject({ type: z.literal('image'), ...imageFields }).refine(...oneSource);
