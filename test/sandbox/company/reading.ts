import type { OrgTables, Row } from '#sandbox/company/tables.ts';

export function rowsOf(company: OrgTables, name: string): readonly Row[] {
  const rows = company.tables[name];
  if (!rows || rows.length === 0) throw new Error(`the company has no ${name}`);
  return rows;
}

export function idsOf(company: OrgTables, name: string): ReadonlySet<string | undefined> {
  return new Set(rowsOf(company, name).map(({ Id }) => Id));
}

/** Rows by the value of one field. */
export function grouped(rows: readonly Row[], field: string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => row[field] ?? '');
}
