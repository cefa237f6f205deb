import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** Records the ledger has to look at again, written in the transaction that changed them. */
export async function markChanged(
  tx: Store,
  object: 'opportunity' | 'person',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into ${tx.table('changed_record')} (object, record_id)
    select ${object}, id from unnest(${[...new Set(ids)]}::text[]) as given (id)`.execute(tx.db);
}

/** The deals that line items belong to; a deal whose past is not yet in the store will be looked at anyway. */
export async function markDealsOfItems(tx: Store, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await sql`
    insert into ${tx.table('changed_record')} (object, record_id)
    select distinct 'opportunity', item.opportunity_id from ${tx.table('line_item')} item
    where item.id = any(${[...itemIds]}::text[])
      and exists (select from ${tx.table('deal_state')} s where s.opportunity_id = item.opportunity_id)`.execute(
    tx.db,
  );
}
