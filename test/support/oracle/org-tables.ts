import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export type CsvRow = Readonly<Record<string, string>>;

/** An organisation as Salesforce would export it: one list of rows per object, all values as text. */
export interface OrgTables {
  readonly currency: string;
  readonly decimals: number;
  readonly today: string;
  /** The moment of asking, where it matters to the minute. */
  readonly now?: string;
  readonly zone: string;
  readonly fiscalStartMonth: number;
  /** Rows of an object; none when the org has no such object. */
  rows(object: string): readonly CsvRow[];
}

/** Reads an org folder: `org.json` and one CSV file per object. */
export function readOrgFolder(folder: string): OrgTables {
  const facts = JSON.parse(readFileSync(join(folder, 'org.json'), 'utf8'));
  const files = new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.csv'))
      .map((file) => [file.replace('.csv', ''), join(folder, file)]),
  );
  const known = new Map<string, readonly CsvRow[]>();
  return {
    currency: facts.currency,
    decimals: 2,
    today: facts.today,
    zone: facts.Organization.TimeZoneSidKey,
    fiscalStartMonth: facts.Organization.FiscalYearStartMonth ?? 1,
    rows(object) {
      const path = files.get(object);
      if (!path || !existsSync(path)) return [];
      const rows = known.get(object) ?? parse(readFileSync(path), { columns: true, bom: true });
      known.set(object, rows);
      return rows;
    },
  };
}
