import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { OrgTables, Row } from './tables.ts';

/** Writes a company as an org folder: one CSV per object and `org.json`. Existing files of the same names are replaced. */
export async function writeOrgFolder({ org, tables }: OrgTables, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const about = { ...org, today: org.today.toString() };
  await writeFile(join(dir, 'org.json'), `${JSON.stringify(about, null, 2)}\n`);
  for (const [name, rows] of Object.entries(tables)) {
    await writeFile(
      join(dir, `${name}.csv`),
      stringify([...rows], { header: true, columns: columnsOf(rows) }),
    );
  }
}

/** Every field that any record has, in the order of first appearance. */
function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
