import { type CsvProblem, decodeCsv, readCsv } from '#lib/csv.ts';
import type { Store } from '#store/store.ts';

const COLUMNS = ['day', 'name', 'location'] as const;

export interface ImportedHolidays {
  readonly days: number;
  readonly locations: number;
  /** Every problem of the file; nothing is kept while there is one. */
  readonly problems: readonly CsvProblem[];
}

interface Row {
  readonly day: string;
  readonly name: string;
  /** '' is everywhere. */
  readonly location: string;
}

/**
 * Takes the holidays of a CSV (`day,name,location`; without a location a day is off everywhere) instead of those
 * imported before. Holidays of Salesforce stay beside them. All rows or none.
 */
export async function importHolidays(
  store: Store,
  csv: Uint8Array,
  { importedBy, now }: { readonly importedBy: string; readonly now: Temporal.Instant },
): Promise<ImportedHolidays> {
  const { lines, problems: shape } = readCsv(decodeCsv(csv), { columns: COLUMNS, optional: ['location'] });
  const rows = new Map<string, Row>();
  const problems: CsvProblem[] = [...shape];
  for (const { line, of } of lines) {
    const row = { day: of('day'), name: of('name') || 'Holiday', location: of('location') };
    if (isDay(row.day)) rows.set(`${row.location.toLowerCase()} ${row.day}`, row);
    else problems.push({ line, column: 'day', ...noDay(row.day) });
  }
  if (problems.length > 0) return { days: 0, locations: 0, problems };
  const kept = [...rows.values()];
  await store.transaction(async (tx) => {
    await tx.db.deleteFrom('imported_holiday').execute();
    const stamp = { imported_by: importedBy, imported_at: now.toString() };
    if (kept.length > 0)
      await tx.db
        .insertInto('imported_holiday')
        .values(kept.map((it) => ({ ...it, ...stamp })))
        .execute();
  });
  return { days: kept.length, locations: new Set(kept.map(({ location }) => location)).size, problems: [] };
}

function noDay(text: string): { readonly problem: string; readonly remedy: string } {
  return { problem: `"${text}" is no day`, remedy: 'Write the day as 2026-12-25.' };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
