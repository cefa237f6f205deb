/** Rows as columns of text for a terminal; the named columns, in that order. */
export function textTable<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const body = rows.map((row) => line(columns.map((column) => row[column])));
  return `${[line(columns), line(widths.map((width) => '-'.repeat(width))), ...body].join('\n')}\n`;
}
