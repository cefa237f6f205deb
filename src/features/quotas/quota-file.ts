import { type CsvLine, type CsvProblem, decodeCsv, readCsv } from '#lib/csv.ts';
import { type Column, COLUMNS, OPTIONAL_COLUMNS } from './columns.ts';

/** A row as it stands in the file, trimmed; a column the file does not have is empty. */
export type QuotaLine = { readonly line: number } & Readonly<Record<Column, string>>;

/** The text of a quota file; refused where it is no CSV in UTF-8. */
export function decodeQuotaFile(bytes: Uint8Array): string {
  return decodeCsv(bytes, 'Import the quotas of one year at a time.');
}

/** The rows of a quota file, or what is wrong with its header and shape. Empty lines are passed over. */
export function readQuotaLines(text: string): {
  readonly lines: readonly QuotaLine[];
  readonly problems: readonly CsvProblem[];
} {
  const { lines, problems } = readCsv<Column>(text, {
    columns: [...COLUMNS, ...OPTIONAL_COLUMNS],
    optional: OPTIONAL_COLUMNS,
    usual: COLUMNS,
    cell: 'an amount',
  });
  return { lines: lines.map(toLine), problems };
}

function toLine({ line, of }: CsvLine<Column>): QuotaLine {
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
