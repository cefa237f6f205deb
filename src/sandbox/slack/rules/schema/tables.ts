import { z } from 'zod';
import { RichText } from '#sandbox/slack/rules/schema/rich-text.ts';
import { blockBase, chars, items } from '#sandbox/slack/rules/schema/text.ts';

const MOST_COLUMNS = 20;
const MOST_DATA_ROWS = 101;

const RawText = z.strictObject({
  type: z.literal('raw_text'),
  text: z.string().min(1, 'must be more than 0 characters'),
});
const RawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().optional(),
});
const DataCell = z.discriminatedUnion('type', [RawText, RawNumber, RichText]);

/** raw_number is documented for `table` as well, but posting it was refused in 2026. */
const TableCell = z.discriminatedUnion('type', [RawText, RichText]);

const ColumnSetting = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
});

export const Table = z.strictObject({
  type: z.literal('table'),
  ...blockBase,
  rows: items(items(TableCell, { most: MOST_COLUMNS }), { most: 100 }),
  column_settings: items(ColumnSetting.nullable(), { most: MOST_COLUMNS }).optional(),
});

export const DataTable = z
  .strictObject({
    type: z.literal('data_table'),
    ...blockBase,
    caption: chars(2000, 1),
    rows: items(items(DataCell, { most: MOST_COLUMNS }), { least: 2, most: MOST_DATA_ROWS }),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
  })
  .check((context) => {
    const { rows, row_header_column_index: header = 0 } = context.value;
    const width = rows[0]?.length ?? 0;
    const complain = (message: string, path: (string | number)[]) =>
      context.issues.push({ code: 'custom', input: context.value, message, path });
    for (const [index, cell] of (rows[0] ?? []).entries()) {
      if (cell.type === 'rich_text')
        complain('rich_text is not allowed in the header row', ['rows', 0, index]);
    }
    for (const [index, row] of rows.entries()) {
      if (row.length !== width) complain(`all rows must have ${width} cells`, ['rows', index]);
    }
    if (header >= width) complain('must be the index of a column', ['row_header_column_index']);
  });
