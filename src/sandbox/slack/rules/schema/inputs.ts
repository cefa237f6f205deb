import { z } from 'zod';
import { DispatchConfig } from '#sandbox/slack/rules/schema/composition.ts';
import { actionBase, plainText } from '#sandbox/slack/rules/schema/text.ts';

const base = {
  ...actionBase,
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: DispatchConfig.optional(),
  initial_value: z.string().optional(),
};
const length = z.number().int().min(0).max(3000);
const lines = z.number().int().min(1).max(100);

/** The elements that stand in input blocks alone. */
export const TEXT_INPUTS = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...base,
    multiline: z.boolean().optional(),
    min_length: length.optional(),
    max_length: length.min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    ...base,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...base }),
  z.strictObject({ type: z.literal('url_text_input'), ...base }),
  z.strictObject({
    type: z.literal('rich_text_input'),
    ...base,
    initial_value: z.looseObject({ type: z.literal('rich_text') }).optional(),
    min_lines: lines.optional(),
    max_lines: lines.optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    ...actionBase,
    filetypes: z.array(z.string()).optional(),
    max_files: z.number().int().min(1).max(10).optional(),
  }),
] as const;
