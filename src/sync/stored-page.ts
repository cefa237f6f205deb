import { sql } from 'kysely';
import type { Problem, RowContext, SalesforceObject } from '#salesforce/objects/define-object.ts';
import type { Store } from '#store/store.ts';

/** The rows of one page, and what could not be taken as it is. */
export interface ReadPage<Row> {
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** Turns records into rows. One that cannot be read becomes a gap; it does not stop the others. */
export function readPage<Row>(
  object: SalesforceObject<Row>,
  records: readonly unknown[],
  context: RowContext,
): ReadPage<Row> {
  const rows: Row[] = [];
  const problems: Problem[] = [];
  for (const record of records) {
    const reading = object.read(record, context);
    if (reading.row !== null) rows.push(reading.row);
    problems.push(...reading.problems);
  }
  return { ids: records.map(idOf), rows, problems };
}

function idOf(record: unknown): string {
  const id = typeof record === 'object' && record !== null && 'Id' in record ? record.Id : undefined;
  return typeof id === 'string' ? id : '';
}

/** Where a gap of a field names the field, one of a record names the record. */
const named = (id: string) => `record ${id}`;

/** Keeps the gaps of single records: those of the page, or, where the page is all there is, of the whole object. */
export async function noteProblems(
  tx: Store,
  object: string,
  { page, isWhole }: { readonly page: ReadPage<unknown>; readonly isWhole: boolean },
): Promise<void> {
  const concerned = isWhole
    ? sql`starts_with(field, ${named('')})`
    : sql`field = any(${page.ids.map(named)}::text[])`;
  await sql`delete from ${tx.table('sync_gap')} where object = ${object} and ${concerned}`.execute(tx.db);
  for (const { id, effect } of page.problems) {
    await tx.db
      .insertInto('sync_gap')
      .values({ object, field: named(id), effect })
      .onConflict((conflict) => conflict.columns(['object', 'field']).doUpdateSet({ effect }))
      .execute();
  }
}
