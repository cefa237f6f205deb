import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { isDropped, type RowCount } from './freshness.ts';

/** What is counted of each object: rows that figures can still be made of. */
const COUNTED: Readonly<Record<string, { readonly table: string; readonly where: string }>> = {
  Account: { table: 'account', where: 'not is_deleted' },
  Activity: { table: 'activity', where: 'not is_deleted' },
  Opportunity: { table: 'opportunity', where: 'not is_deleted' },
  OpportunityLineItem: { table: 'line_item', where: 'not is_deleted' },
  User: { table: 'person', where: 'is_active' },
};

/** A count tells of a reading; more often than this it is taken only when something was deleted. */
const REST_SECONDS = 600;
/** What is lost slowly, over more than this time, is somebody's tidying up. */
const TRUSTED_FOR = { hours: 24 };

/** Counts the rows after a complete reading, and remembers how many there were when that was last believed. */
export async function noteRowCounts(
  store: Store,
  { now, someDeleted }: { readonly now: Temporal.Instant; readonly someDeleted: boolean },
): Promise<void> {
  const before = await readRowCounts(store);
  const rested = before.every(({ countedAt }) => seconds(countedAt, now) >= REST_SECONDS);
  if (!someDeleted && before.length > 0 && !rested) return;
  for (const [object, rows] of await countRows(store)) {
    const last = before.find((count) => count.object === object);
    await saveCount(store, counted({ object, rows, now }, last));
  }
}

export async function readRowCounts(store: Store): Promise<readonly RowCount[]> {
  const rows = await store.db.selectFrom('row_count').selectAll().orderBy('object').execute();
  return rows.map((row) => ({
    object: row.object,
    rows: row.rows,
    countedAt: Temporal.Instant.from(row.counted_at),
    trusted: row.trusted,
    trustedAt: Temporal.Instant.from(row.trusted_at),
  }));
}

/** Believes the present counts: somebody said that the rows are gone for good. */
export async function trustRowCounts(tx: Store, now: Temporal.Instant): Promise<void> {
  await tx.db
    .updateTable('row_count')
    .set((count) => ({ trusted: count.ref('rows'), trusted_at: now.toString() }))
    .execute();
}

/** A count that fell too far is not believed; one that fell slowly is, a day later. */
function counted(
  { object, rows, now }: { readonly object: string; readonly rows: bigint; readonly now: Temporal.Instant },
  last: RowCount | undefined,
): RowCount {
  const fresh = { object, rows, countedAt: now, trusted: rows, trustedAt: now };
  if (last === undefined || rows >= last.trusted) return fresh;
  const isOld = Temporal.Instant.compare(last.trustedAt.add(TRUSTED_FOR), now) <= 0;
  const kept = { ...last, rows, countedAt: now };
  return isOld && !isDropped(kept) ? fresh : kept;
}

/** One short statement for each, so that others get their turns in between. */
async function countRows(store: Store): Promise<readonly (readonly [object: string, rows: bigint])[]> {
  const counts: (readonly [string, bigint])[] = [];
  for (const [object, { table, where }] of Object.entries(COUNTED)) {
    const { rows } = await sql<{ rows: bigint }>`
      select count(*) as rows from ${store.table(table)} where ${sql.raw(where)}`.execute(store.db);
    counts.push([object, rows[0]?.rows ?? 0n]);
  }
  return counts;
}

async function saveCount(store: Store, count: RowCount): Promise<void> {
  const row = {
    rows: count.rows,
    counted_at: count.countedAt.toString(),
    trusted: count.trusted,
    trusted_at: count.trustedAt.toString(),
  };
  await store.db
    .insertInto('row_count')
    .values({ object: count.object, ...row })
    .onConflict((conflict) => conflict.column('object').doUpdateSet(row))
    .execute();
}

function seconds(from: Temporal.Instant, to: Temporal.Instant): number {
  return from.until(to).total('seconds');
}
