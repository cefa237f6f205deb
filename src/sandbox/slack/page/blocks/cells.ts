import { z } from 'zod';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { richText, RichText } from '#sandbox/slack/page/text/rich-text.ts';
import { withEmoji } from '#sandbox/slack/page/text/emoji.ts';

/** A table cell: text, a number with its own words, or rich text. */
export const Cell = z.union([
  z.looseObject({ type: z.literal('raw_text'), text: z.string() }),
  z.looseObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  RichText,
]);
export type Cell = z.infer<typeof Cell>;

export function cellOf(cell: Cell, seeing: Seeing): Html {
  if (cell.type === 'rich_text') return richText(cell, seeing);
  if (cell.type === 'raw_number') return html`${cell.text ?? cell.value}`;
  return html`${withEmoji(cell.text)}`;
}

/** Whether every cell below the header is a number, so that the column sorts and aligns as numbers. */
export function isNumeric(rows: readonly (readonly Cell[])[], column: number): boolean {
  return rows.slice(1).every((row) => row[column]?.type === 'raw_number');
}
