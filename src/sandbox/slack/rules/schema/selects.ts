import { z } from 'zod';
import {
  ChoiceOption,
  Confirm,
  ConversationFilter,
  MenuOption,
  OptionGroup,
} from '#sandbox/slack/rules/schema/composition.ts';
import { actionBase, id, items, plainText } from '#sandbox/slack/rules/schema/text.ts';

const base = { ...actionBase, confirm: Confirm.optional(), focus_on_load: z.boolean().optional() };
const menu = { ...base, placeholder: plainText(150).optional() };
const many = { ...menu, max_selected_items: z.number().int().positive().optional() };
const offered = {
  options: items(MenuOption, { most: 100 }).optional(),
  option_groups: items(OptionGroup, { most: 100 }).optional(),
};
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: ConversationFilter.optional(),
};
const answersTo = { response_url_enabled: z.boolean().optional() };
const external = { min_query_length: z.number().int().optional() };

function literal<Name extends string>(name: Name) {
  return { type: z.literal(name) };
}

/** Selects of one or many, choices, and pickers: everything that may stand in sections, actions and inputs. */
export const SELECTS = [
  z.strictObject({ ...literal('static_select'), ...menu, ...offered, initial_option: MenuOption.optional() }),
  z.strictObject({
    ...literal('external_select'),
    ...menu,
    ...external,
    initial_option: MenuOption.optional(),
  }),
  z.strictObject({ ...literal('users_select'), ...menu, initial_user: id.optional() }),
  z.strictObject({
    ...literal('conversations_select'),
    ...menu,
    ...conversations,
    ...answersTo,
    initial_conversation: id.optional(),
  }),
  z.strictObject({ ...literal('channels_select'), ...menu, ...answersTo, initial_channel: id.optional() }),
  z.strictObject({
    ...literal('multi_static_select'),
    ...many,
    ...offered,
    initial_options: items(MenuOption, { most: 100 }).optional(),
  }),
  z.strictObject({
    ...literal('multi_external_select'),
    ...many,
    ...external,
    initial_options: items(MenuOption, { most: 100 }).optional(),
  }),
  z.strictObject({ ...literal('multi_users_select'), ...many, initial_users: z.array(id).optional() }),
  z.strictObject({
    ...literal('multi_conversations_select'),
    ...many,
    ...conversations,
    initial_conversations: z.array(id).optional(),
  }),
  z.strictObject({ ...literal('multi_channels_select'), ...many, initial_channels: z.array(id).optional() }),
  z.strictObject({
    ...literal('checkboxes'),
    ...base,
    options: items(ChoiceOption, { most: 10 }),
    initial_options: items(ChoiceOption, { most: 10 }).optional(),
  }),
  z.strictObject({
    ...literal('radio_buttons'),
    ...base,
    options: items(ChoiceOption, { most: 10 }),
    initial_option: ChoiceOption.optional(),
  }),
  z.strictObject({
    ...literal('datepicker'),
    ...menu,
    initial_date: z.iso.date('must be YYYY-MM-DD').optional(),
  }),
  z.strictObject({
    ...literal('timepicker'),
    ...menu,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:mm')
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({ ...literal('datetimepicker'), ...base, initial_date_time: z.number().int().optional() }),
] as const;
