import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { closest } from '#lib/closest.ts';
import { messageOf, Refusal } from '#lib/errors.ts';
import { type Column, COLUMNS, type ImportProblem, OPTIONAL_COLUMNS } from './problem.ts';

/** A row as it stands in the file, trimmed; a column the file does not have is empty. */
export type QuotaLine = { readonly line: number } & Readonly<Record<Column, string>>;

/** Far more than any sales organisation has: a file of this size is not a quota file. */
const LARGEST_BYTES = 20_000_000;
const ALL_COLUMNS: readonly Column[] = [...COLUMNS, ...OPTIONAL_COLUMNS];
const SAVE_AS_UTF8 = 'Save it as "CSV UTF-8 (comma delimited)" and import it again.';

const Records = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));

/**
 * The text of a quota file. UTF-8, with or without a byte-order mark; anything else is refused with how to save it,
 * because a guess would write the wrong names.
 */
export function decodeQuotaFile(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_BYTES) {
    throw new Refusal('The file is larger than 20 MB', 'Import the quotas of one year at a time.');
  }
  if (bytes.subarray(0, 2_000).includes(0)) throw new Refusal('The file is saved as UTF-16', SAVE_AS_UTF8);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Refusal('The file is not saved as UTF-8', SAVE_AS_UTF8, { cause });
  }
}

/** The rows of a quota file, or what is wrong with its header and shape. Empty lines are passed over. */
export function readQuotaLines(text: string): {
  readonly lines: readonly QuotaLine[];
  readonly problems: readonly ImportProblem[];
} {
  const [head, ...body] = readRecords(text);
  const names = (head?.record ?? []).map((name) => name.trim().toLowerCase());
  const wrongHeader = checkHeader(names, head?.info.lines ?? 1);
  if (wrongHeader.length > 0) return { lines: [], problems: wrongHeader };
  const lines: QuotaLine[] = [];
  const problems: ImportProblem[] = [];
  for (const { info, record } of body) {
    if (record.length === names.length) lines.push(toLine(info.lines, names, record));
    else problems.push(wrongWidth(info.lines, { found: record.length, expected: names.length }));
  }
  return { lines, problems };
}

function readRecords(text: string): z.infer<typeof Records> {
  try {
    // One kind of line ending, or the parser's line numbers are off where a file mixes them.
    const unix = text.replaceAll(/\r\n?/g, '\n');
    return Records.parse(parse(unix, { info: true, relax_column_count: true, skip_empty_lines: true }));
  } catch (cause) {
    throw new Refusal(
      `The file is not a readable CSV: ${messageOf(cause)}`,
      'Look for a quotation mark that is opened and not closed.',
      { cause },
    );
  }
}

function toLine(line: number, names: readonly string[], record: readonly string[]): QuotaLine {
  const of = (column: Column) => (record[names.indexOf(column)] ?? '').trim();
  return {
    line,
    rep_email: of('rep_email'),
    period: of('period'),
    metric: of('metric'),
    amount: of('amount'),
    weight: of('weight'),
    effective_on: of('effective_on'),
    reason: of('reason'),
  };
}

function checkHeader(names: readonly string[], line: number): readonly ImportProblem[] {
  const expected = `The first line must be ${COLUMNS.join(',')}.`;
  const wrong = (problem: string, remedy = expected): ImportProblem => ({
    line,
    column: null,
    problem,
    remedy,
  });
  if (names.length === 0) return [wrong('the file is empty')];
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) {
    return [wrong('the columns are not separated by commas', SAVE_AS_UTF8)];
  }
  return [
    ...COLUMNS.filter((column) => !names.includes(column)).map((column) =>
      wrong(`the column ${column} is missing`),
    ),
    ...ALL_COLUMNS.filter((column) => names.filter((name) => name === column).length > 1).map((column) =>
      wrong(`the column ${column} is there more than once`, 'Remove the one that is not meant.'),
    ),
    ...names
      .filter((name) => !isColumn(name))
      .map((name) => wrong(`"${name}" is not a column`, unknown(name))),
  ];
}

function unknown(name: string): string {
  const meant = closest(name, ALL_COLUMNS);
  if (meant) return `Did you mean ${meant}?`;
  return `The columns are ${COLUMNS.join(',')}, and if you like ${OPTIONAL_COLUMNS.join(',')}.`;
}

function isColumn(name: string): name is Column {
  return ALL_COLUMNS.some((column) => column === name);
}

function wrongWidth(
  line: number,
  { found, expected }: { readonly found: number; readonly expected: number },
): ImportProblem {
  const problem = `there are ${found} values instead of ${expected}`;
  return { line, column: null, problem, remedy: 'Put an amount that contains a comma into quotation marks.' };
}
