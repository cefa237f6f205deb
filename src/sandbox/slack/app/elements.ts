import { z } from 'zod';
import type { Block } from '#sandbox/slack/workspace/message.ts';

const Option = z.looseObject({ text: z.looseObject({ text: z.string() }), value: z.string().optional() });
export type Option = z.infer<typeof Option>;

const Button = z.looseObject({ text: z.looseObject({ text: z.string() }), value: z.string().optional() });

/** The fields of an interactive element that decide what may be entered and what is sent. */
export const Element = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  value: z.string().optional(),
  options: z.array(Option).optional(),
  option_groups: z.array(z.looseObject({ options: z.array(Option) })).optional(),
  positive_button: Button.optional(),
  negative_button: Button.optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  max_selected_items: z.number().optional(),
  is_decimal_allowed: z.boolean().optional(),
});
export type Element = z.infer<typeof Element>;

/** An element with the block it stands in. */
export interface Placed {
  readonly element: Element;
  readonly blockId: string;
  /** Whether it is the element of an input block, which must be filled unless it is optional. */
  readonly input: { readonly optional: boolean; readonly dispatches: boolean } | undefined;
}

/** Every interactive element of some blocks, in reading order. */
export function elementsIn(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block) => {
    const blockId = block.block_id ?? '';
    const { optional, dispatch_action } = block;
    const input =
      block.type === 'input'
        ? { optional: optional === true, dispatches: dispatch_action === true }
        : undefined;
    return walk(block).map((element) => ({ element, blockId, input }));
  });
}

/** All options a person can choose from. */
export function optionsOf(element: Element): Option[] {
  return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
}

function walk(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (typeof value !== 'object' || value === null) return [];
  const element = Element.safeParse(value);
  if (element.success) return [element.data];
  return Object.values(value).flatMap(walk);
}
