import { z } from 'zod';

/** A string of at most (and at least) so many characters; Slack counts Unicode code points. */
export function chars(most: number, least = 0) {
  return z.string().check((context) => {
    const length = [...context.value].length;
    const input = context.value;
    if (length > most)
      context.issues.push({ code: 'custom', input, message: `must be less than ${most + 1} characters` });
    if (length < least)
      context.issues.push({ code: 'custom', input, message: `must be more than ${least - 1} characters` });
  });
}

/** A list of at least and at most so many items. */
export function items<Item extends z.ZodType>(item: Item, count: { least?: number; most: number }) {
  const { least = 1, most } = count;
  return z
    .array(item)
    .min(least, `no fewer than ${least} items allowed`)
    .max(most, `no more than ${most} items allowed`);
}

export function plainText(most: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: chars(most, 1),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(most: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: chars(most, 1),
    verbatim: z.boolean().optional(),
  });
}

/** Plain or mrkdwn. */
export function anyText(most: number) {
  return z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);
}

export const id = chars(255, 1);
export const link = chars(3000, 1).refine((text) => URL.canParse(text), 'must be a valid URL');
export const blockBase = { block_id: chars(255).optional() };
export const actionBase = { action_id: id };
