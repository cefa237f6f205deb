import { CsvError, parse } from 'csv-parse/sync';
import { decodeUtf8 } from './encoding.ts';
import { giveUpAt, type Problems } from './problems.ts';

/** A CSV as it was written: the header, the values of each record, and the line each record ends on. */
export interface Sheet {
  readonly file: string;
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** Reads a CSV strictly: every record has as many values as the header, quotes are closed, the text is UTF-8. */
export function readSheet(
  bytes: Uint8Array,
  { file, problems }: { file: string; problems: Problems },
): Sheet {
  const text = decodeUtf8(bytes, file);
  const records: string[][] = [];
  const lines: number[] = [];
  parseRecords(text, file, (record, line) => {
    records.push(record);
    lines.push(line);
  });
  const header = records.shift();
  lines.shift();
  if (header === undefined) giveUpAt({ file }, 'The file is empty. Its first line must name the columns.');
  return { file, header, ...ofEvenLength({ file, header, records, lines }, problems) };
}

function parseRecords(text: string, file: string, take: (record: string[], line: number) => void): void {
  try {
    parse(text, {
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

function ofEvenLength(sheet: Sheet, problems: Problems): Pick<Sheet, 'records' | 'lines'> {
  const width = sheet.header.length;
  const records: (readonly string[])[] = [];
  const lines: number[] = [];
  sheet.records.forEach((record, index) => {
    const line = sheet.lines[index] ?? 0;
    if (record.length === width) {
      records.push(record);
      lines.push(line);
      return;
    }
    const advice = 'Quote values that contain commas or line breaks, and leave no value out.';
    problems.add({ file: sheet.file, line }, `${record.length} values under ${width} columns. ${advice}`);
  });
  return { records, lines };
}
