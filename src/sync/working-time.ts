import { sql } from 'kysely';
import { businessHours } from '#salesforce/objects/business-hours.ts';
import { holiday } from '#salesforce/objects/holiday.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { type WholeMirror, whole } from './mirror.ts';

/** When people work, as the org describes it. Each sync makes our tables equal to Salesforce's. */
export const WORKING_TIME: readonly WholeMirror[] = [
  whole(businessHours, async (tx, rows) => {
    const changed = await upsertRows(tx, 'business_hours', rows, { key: ['id'] });
    return { changed: changed.length, deleted: await removeOthers(tx, 'business_hours', idsOf(rows)) };
  }),
  whole(holiday, async (tx, rows) => {
    const changed = await upsertRows(tx, 'holiday', rows, { key: ['id'] });
    return { changed: changed.length, deleted: await removeOthers(tx, 'holiday', idsOf(rows)) };
  }),
];

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

async function removeOthers(
  tx: Store,
  table: 'business_hours' | 'holiday',
  keep: readonly string[],
): Promise<number> {
  const { rows } = await sql`
    delete from ${tx.table(table)} where id <> all(${[...keep]}::text[]) returning 1`.execute(tx.db);
  return rows.length;
}
