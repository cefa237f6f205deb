import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { closest } from './closest.ts';
import { messageOf, Refusal } from './errors.ts';

/** A row of a file. */
export interface CsvLine<Column extends string> {
  readonly line: number;
  /** The value as it stands there, trimmed; empty where the file lacks the column. */
  readonly of: (column: Column) => string;
}

/** What is wrong in a file, where, and what mends it. */
export interface CsvProblem {
  readonly line: number;
  /** Null when it is about the line as a whole. */
  readonly column: string | null;
  readonly problem: string;
  readonly remedy: string;
}

/** "line 4, amount: "-5" is negative. Write the quota as a number of 0 or more." */
export function problemText({ line, column, problem, remedy }: CsvProblem): string {
  return `line ${line}${column === null ? '' : `, ${column}`}: ${problem}. ${remedy}`;
}

export interface CsvShape<Column extends string> {
  readonly columns: readonly Column[];
  /** Those of the columns that may be missing. */
  readonly optional?: readonly Column[];
  /** Those that a first line usually has; all of them where left out. */
  readonly usual?: readonly Column[];
  /** What is likely to hold a comma, where it is not just "a value". */
  readonly cell?: string;
}

/** Far more than any file of ours has. */
const LARGEST_BYTES = 20_000_000;
const SAVE_AS_UTF8 = 'Save it as "CSV UTF-8 (comma delimited)" and import it again.';

const Records = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));

/**
 * The text of a CSV file: UTF-8, with or without a byte-order mark. Anything else is refused with how to save it,
 * because a guess would write the wrong names; one that is too large, with how it can be split.
 */
export function decodeCsv(bytes: Uint8Array, howToSplit = 'Import it in several parts.'): string {
  if (bytes.length > LARGEST_BYTES) throw new Refusal('The file is larger than 20 MB', howToSplit);
  if (bytes.subarray(0, 2_000).includes(0)) throw new Refusal('The file is saved as UTF-16', SAVE_AS_UTF8);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Refusal('The file is not saved as UTF-8', SAVE_AS_UTF8, { cause });
  }
}

/** The rows of a CSV by the names in its first line, or what is wrong with its shape. Empty lines are passed over. */
export function readCsv<Column extends string>(
  text: string,
  shape: CsvShape<Column>,
): { readonly lines: readonly CsvLine<Column>[]; readonly problems: readonly CsvProblem[] } {
  const [head, ...body] = readRecords(text);
  const names = (head?.record ?? []).map((name) => name.trim().toLowerCase());
  const wrongHeader = checkHeader(names, { ...shape, line: head?.info.lines ?? 1 });
  if (wrongHeader.length > 0) return { lines: [], problems: wrongHeader };
  const whole = body.filter(({ record }) => record.length === names.length);
  const torn = body.filter(({ record }) => record.length !== names.length);
  return {
    lines: whole.map(({ info, record }) => ({
      line: info.lines,
      of: (column) => (record[names.indexOf(column)] ?? '').trim(),
    })),
    problems: torn.map(({ info, record }) => ({
      line: info.lines,
      column: null,
      problem: `there are ${record.length} values instead of ${names.length}`,
      remedy: `Put ${shape.cell ?? 'a value'} that contains a comma into quotation marks.`,
    })),
  };
}

function readRecords(text: string): z.infer<typeof Records> {
  try {
    // One kind of line ending, or the parser's line numbers are off where a file mixes them.
    const unix = text.replaceAll(/\r\n?/g, '\n');
    return Records.parse(
      parse(unix, { info: true, relax_column_count: true, skip_empty_lines: true, bom: true }),
    );
  } catch (cause) {
    throw new Refusal(
      `The file is not a readable CSV: ${messageOf(cause)}`,
      'Look for a quotation mark that is opened and not closed.',
      { cause },
    );
  }
}

function checkHeader<Column extends string>(
  names: readonly string[],
  { columns, optional = [], usual = columns, line }: CsvShape<Column> & { readonly line: number },
): readonly CsvProblem[] {
  const expected = `The first line must be ${usual.join(',')}.`;
  const wrong = (problem: string, remedy = expected): CsvProblem => ({ line, column: null, problem, remedy });
  if (names.length === 0) return [wrong('the file is empty')];
  if (names.length === 1 && /[;\t]/.test(names[0] ?? ''))
    return [wrong('the columns are not separated by commas', SAVE_AS_UTF8)];
  const needed = columns.filter((column) => !optional.includes(column));
  const known: ReadonlySet<string> = new Set(columns);
  return [
    ...needed
      .filter((column) => !names.includes(column))
      .map((column) => wrong(`the column ${column} is missing`)),
    ...columns
      .filter((column) => names.filter((name) => name === column).length > 1)
      .map((column) =>
        wrong(`the column ${column} is there more than once`, 'Remove the one that is not meant.'),
      ),
    ...names
      .filter((name) => !known.has(name))
      .map((name) => wrong(`"${name}" is not a column`, unknown(name, { columns, usual }))),
  ];
}

function unknown<Column extends string>(
  name: string,
  { columns, usual }: { readonly columns: readonly Column[]; readonly usual: readonly Column[] },
): string {
  const meant = closest(name, columns);
  if (meant) return `Did you mean ${meant}?`;
  const more = columns.filter((column) => !usual.includes(column));
  return `The columns are ${usual.join(',')}${more.length > 0 ? `, and if you like ${more.join(',')}` : ''}.`;
}
