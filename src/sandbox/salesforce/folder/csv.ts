import { CsvError, parse } from 'csv-parse/sync';
import type { Cell } from '#sandbox/salesforce/org/value.ts';
import { checkUtf8 } from './encoding.ts';
import { giveUpAt, type Problems } from './problems.ts';

/** A CSV as it was written: the header, the values of each record (blank: null), and the line each record ends on. */
export interface Sheet {
  readonly file: string;
  readonly header: readonly string[];
  readonly records: Cell[][];
  readonly lines: readonly number[];
}

/** Reads a CSV strictly: every record has as many values as the header, quotes are closed, the text is UTF-8. */
export function readSheet(
  bytes: Uint8Array,
  { file, problems }: { readonly file: string; readonly problems: Problems },
): Sheet {
  checkUtf8(bytes, file);
  let header: readonly string[] | undefined;
  const records: Cell[][] = [];
  const lines: number[] = [];
  parseRecords(bytes, file, (record, line) => {
    if (header === undefined) {
      header = record;
    } else if (record.length === header.length) {
      records.push(record.map((text) => (text === '' ? null : text)));
      lines.push(line);
    } else {
      const advice = 'Quote values that contain commas or line breaks, and leave no value out.';
      problems.add({ file, line }, `${record.length} values under ${header.length} columns. ${advice}`);
    }
  });
  if (header === undefined)
    return giveUpAt({ file }, 'The file is empty. Its first line must name the columns.');
  return { file, header, records, lines };
}

function parseRecords(bytes: Uint8Array, file: string, take: (record: string[], line: number) => void): void {
  try {
    parse(bytes, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[], context) => {
        take(record, context.lines);
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause.lines === 'number' ? { line: cause.lines } : {};
    giveUpAt({ file, ...line }, adviceFor(cause.code), cause);
  }
}

function adviceFor(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A quoted value is never closed. Add the missing ".';
  return 'A quote stands where none may. Put the whole value in quotes and write a quote inside it as "".';
}
