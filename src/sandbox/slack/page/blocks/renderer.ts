import type { z } from 'zod';
import type { Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';

export type Renderer = (block: Block, seeing: Seeing) => Html;

/** A renderer that reads its block through a schema first; a block of another shape throws. */
export function renderer<Schema extends z.ZodType>(
  schema: Schema,
  draw: (block: z.output<Schema> & { readonly block_id: string }, seeing: Seeing) => Html,
): Renderer {
  return (block, seeing) =>
    draw(Object.assign({}, schema.parse(block), { block_id: block.block_id ?? '' }), seeing);
}
