import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** Whose a record is in Salesforce today. */
export interface RecordOwner {
  /** '' for nobody. */
  readonly ownerId: string;
  readonly isPrivate: boolean;
}

/** Owners of deals and activities, by their ids. Other ids are missing from the answer. */
export async function readRecordOwners(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordOwner>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const { rows } = await sql<RecordOwner & { readonly id: string }>`
    select id, coalesce(owner_id, '') as "ownerId", is_private as "isPrivate"
    from ${store.table('opportunity')} where id = any(${wanted}::text[])
    union all
    select id, coalesce(owner_id, '') as "ownerId", false as "isPrivate"
    from ${store.table('activity')} where id = any(${wanted}::text[])`.execute(store.db);
  return new Map(rows.map(({ id, ...owner }) => [id, owner]));
}
