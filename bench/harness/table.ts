import { type NotRun, type Quantity, type Row, type Target, verdictOf } from './row.ts';

const HEADER = ['goal', 'metric', 'value', 'limit or rival', 'ratio', 'target', 'verdict'] as const;

/** The report as one table of text, with the reasons for what cannot be reached below it. */
export function tableText(
  rows: readonly (Row | NotRun)[],
  declared: Readonly<Record<string, string>>,
): string {
  const cells = [[...HEADER], ...rows.map((row) => cellsOf(row, declared))];
  const widths = HEADER.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const reasons = rows
    .filter((row) => verdictOf(row, declared) === 'unreachable')
    .map((row) => `${row.id}: ${declared[row.id]}`);
  return [
    lines[0],
    '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)),
    ...lines.slice(1),
    ...below(reasons),
  ].join('\n');
}

function below(reasons: readonly string[]): readonly string[] {
  return reasons.length === 0 ? [] : ['', 'Unreachable with a ledger:', ...reasons];
}

function cellsOf(row: Row | NotRun, declared: Readonly<Record<string, string>>): readonly string[] {
  const verdict = verdictOf(row, declared);
  if ('notRun' in row) return [row.id, row.metric, '', '', '', '', `${verdict}: ${row.notRun}`];
  const { against, ratio, target } = row;
  return [
    row.id,
    row.metric,
    quantityText(row.value),
    against === undefined ? '' : `${against.name} ${quantityText(against)}`,
    ratio === undefined ? '' : numberText(ratio),
    target === undefined ? '' : targetText(target),
    verdict,
  ];
}

function targetText({ kind, ratio }: Target): string {
  return `${kind === 'at most' ? '≤' : '≥'} ${ratio}`;
}

function quantityText({ value, unit }: Quantity): string {
  return `${numberText(value)} ${unit}`;
}

/** Three significant digits, no exponent. */
function numberText(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: value >= 1000 ? 4 : 3 });
}
