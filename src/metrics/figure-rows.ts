import { stringify } from 'csv-stringify/sync';
import { divideRounded, toDecimalText } from '#lib/money.ts';
import type { Figure, Value } from '#model/figure.ts';

/** A figure as text, exact: what `figures --format csv` prints. */
export interface FigureRow {
  readonly metric: string;
  readonly by: string;
  readonly key: string;
  readonly name: string;
  readonly period: string;
  /** Empty where there is no number. */
  readonly value: string;
  readonly unit: string;
}

const COLUMNS = ['metric', 'by', 'key', 'name', 'period', 'value', 'unit'] as const;

export function figureRows(figures: readonly Figure[]): readonly FigureRow[] {
  return figures.map((figure) => ({
    metric: figure.metric,
    by: figure.subject.kind,
    key: figure.subject.key,
    name: figure.subject.name,
    period: figure.period.id,
    value: exactText(figure.value),
    unit: figure.unit,
  }));
}

/** The rows as CSV with a header. Texts that a spreadsheet would run as a formula get a leading apostrophe. */
export function figuresCsv(figures: readonly Figure[]): string {
  const rows = figureRows(figures).map((row) => ({
    ...row,
    key: inert(row.key),
    name: inert(row.name),
    period: inert(row.period),
  }));
  return stringify(rows, { header: true, columns: [...COLUMNS] });
}

/** The rows with what only a program can use: why there is no number, remarks, and how fresh the data is. */
export function figuresJson(figures: readonly Figure[]): string {
  return `${JSON.stringify(figures.map(figureRecord), null, 2)}\n`;
}

/** One figure as such a record. */
export function figureRecord(figure: Figure) {
  const [row] = figureRows([figure]);
  return {
    ...row,
    value: figure.value.kind === 'none' ? null : row?.value,
    reason: figure.value.kind === 'none' ? figure.value.reason : null,
    from: figure.period.start.toString(),
    to: figure.period.end.toString(),
    remarks: figure.remarks,
    version: figure.version,
    asOf: figure.asOf.toString(),
    dataTime: figure.dataTime?.toString() ?? null,
  };
}

/**
 * Money with its currency's decimals, ratios with six, days with at most four: decimal text, rounded half away from
 * zero, never through a floating-point number.
 */
export function exactText(value: Value): string {
  switch (value.kind) {
    case 'money':
      return toDecimalText(value.money);
    case 'mean_money':
      return toDecimalText({ minor: divideRounded(value.sum, value.by), currency: value.currency });
    case 'count':
      return value.count.toString();
    case 'quotient':
      return value.per === 'ratio' ? quotient(value, 6) : trimZeros(quotient(value, 4));
    case 'mean_points':
      return trimZeros(quotient({ sum: value.sum, by: value.by * 100n }, 4));
    case 'days':
      return trimZeros(value.days);
    case 'none':
      return '';
  }
}

function quotient({ sum, by }: { readonly sum: bigint; readonly by: bigint }, decimals: number): string {
  const scaled = divideRounded(sum * 10n ** BigInt(decimals), by);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** OWASP ASVS 1.2.10: a cell that starts like a formula is quoted with an apostrophe. */
export function inert(text: string): string {
  return /^[=+\-@\t\r\n\0]/.test(text) ? `'${text}` : text;
}
