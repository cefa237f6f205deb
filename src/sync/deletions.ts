import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** A record that is gone, and since when; null when only its absence is known. */
export interface Gone {
  readonly id: string;
  readonly at: string | null;
}

/** Rows that belong to a deal and count with it. */
export type DealPart = 'line_item' | 'deal_split' | 'deal_team_member';
export type FlaggedTable = 'account' | 'opportunity' | DealPart | 'activity';

/** Rows that are live, or deleted but known to us: a record deleted before we ever saw it is none of ours. */
export async function withoutUnknownDeleted<
  Row extends { readonly id: string; readonly is_deleted: boolean },
>(tx: Store, table: FlaggedTable, rows: readonly Row[]): Promise<readonly Row[]> {
  const deleted = rows.filter((row) => row.is_deleted).map((row) => row.id);
  if (deleted.length === 0) return rows;
  const found = await sql<{ id: string }>`
    select id from ${tx.table(table)} where id = any(${deleted}::text[])`.execute(tx.db);
  const known = new Set(found.rows.map(({ id }) => id));
  return rows.filter((row) => !row.is_deleted || known.has(row.id));
}

/**
 * Marks stored rows as deleted and returns the ids for which that is news. A row changed after the delete was brought
 * back since, and stays.
 */
export async function flagDeleted(tx: Store, table: FlaggedTable, gone: readonly Gone[]): Promise<string[]> {
  if (gone.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update ${tx.table(table)} as stored
    set is_deleted = true, modified_at = greatest(stored.modified_at, gone.at)
    from unnest(${gone.map(({ id }) => id)}::text[], ${gone.map(({ at }) => at)}::timestamptz[]) as gone (id, at)
    where stored.id = gone.id and not stored.is_deleted and (gone.at is null or stored.modified_at <= gone.at)
    returning stored.id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** The next live ids after one, for comparing all of them with Salesforce's without holding them all. */
export async function liveIdsAfter(
  store: Store,
  table: FlaggedTable,
  { after, prefix }: { readonly after: string; readonly prefix: string | undefined },
): Promise<string[]> {
  const ofPrefix = prefix === undefined ? sql`` : sql`and starts_with(id, ${prefix})`;
  const { rows } = await sql<{ id: string }>`
    select id from ${store.table(table)} where not is_deleted and id > ${after} ${ofPrefix}
    order by id limit 10000`.execute(store.db);
  return rows.map(({ id }) => id);
}
