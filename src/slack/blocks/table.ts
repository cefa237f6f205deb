import type { DataTableBlock } from '@slack/types';
import { context, section } from './layout.ts';
import { lengthOf, LIMITS } from './limits.ts';
import { notShown } from './lines.ts';
import type { Block } from './message.ts';
import { escapeText, mrkdwn, plainLabel } from './text.ts';

/** Plain text, a number with its written form, or a link; a column of numbers alone is sorted by value in Slack. */
export type Cell =
  | string
  | { readonly value: number; readonly text: string }
  | { readonly url: string; readonly text: string };

export interface TableSpec {
  /** Read by screen readers: what the table shows, of whom and when. */
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows on a page, 10 unless told otherwise. */
  readonly pageSize?: number;
  /** The column that names a row (0-based): the person, not the rank. */
  readonly rowHeaderColumn: number;
}

type SlackCell = DataTableBlock['rows'][number][number];

/** Slack's native table. The rows must fit: use `fitTable` unless their number is known to be small. */
export function dataTable(spec: TableSpec): DataTableBlock {
  return {
    type: 'data_table',
    caption: plainLabel(spec.caption, LIMITS.header),
    page_size: Math.min(spec.pageSize ?? 10, LIMITS.tablePage),
    row_header_column_index: spec.rowHeaderColumn,
    rows: [spec.header, ...spec.rows].map((row) => row.map(slackCell)),
  };
}

/**
 * A table with as many of the first rows as Slack takes, and below it how many were left out.
 * Without any row it is one line that says so.
 */
export function fitTable(spec: TableSpec): readonly Block[] {
  if (spec.rows.length === 0) return [section(mrkdwn`${escapeText(spec.caption)}: nothing to show yet.`)];
  const kept = rowsThatFit(spec);
  const table = dataTable({ ...spec, rows: spec.rows.slice(0, kept) });
  return kept === spec.rows.length ? [table] : [table, remainder(kept, spec.rows.length)];
}

/** The note below a table that does not hold every row. */
export function remainder(shown: number, total: number): Block {
  const count = (n: number) => escapeText(n.toLocaleString('en-US'));
  return context(mrkdwn`The first ${count(shown)} of ${count(total)} rows; ${notShown(total - shown)}.`);
}

/** How many of the first rows stay within Slack's rows and characters, the header counted. */
function rowsThatFit(spec: TableSpec): number {
  const most = Math.min(spec.rows.length, LIMITS.tableRows - 1);
  let chars = rowChars(spec.header);
  for (let index = 0; index < most; index++) {
    chars += rowChars(spec.rows[index] ?? []);
    if (chars > LIMITS.tableChars) return index;
  }
  return most;
}

function rowChars(row: readonly Cell[]): number {
  return row.reduce((sum: number, cell) => sum + lengthOf(cellText(slackCell(cell))), 0);
}

function slackCell(cell: Cell): SlackCell {
  // Slack refuses an empty cell; a missing value is shown as missing.
  if (typeof cell === 'string') return { type: 'raw_text', text: plainLabel(cell) };
  const text = plainLabel(cell.text);
  if ('url' in cell) return linkCell(cell.url, text);
  return Number.isFinite(cell.value)
    ? { type: 'raw_number', value: cell.value, text }
    : { type: 'raw_text', text };
}

/** A link to a web address; anything that is none stays plain text. */
function linkCell(url: string, text: string): SlackCell {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return { type: 'raw_text', text };
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text }] }],
  };
}

/** The characters of a cell that count against the table's budget. */
export function cellText(cell: SlackCell): string {
  if (cell.type === 'raw_text') return cell.text;
  if (cell.type === 'raw_number') return cell.text ?? String(cell.value);
  return JSON.stringify(cell.elements);
}
