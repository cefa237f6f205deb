import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import type { DealPart } from './deletions.ts';

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

/** The deals that these rows belong to; a deal whose past is not yet in the store will be looked at anyway. */
export async function markDealsOf(tx: Store, table: DealPart, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into ${tx.table('changed_record')} (object, record_id)
    select distinct 'opportunity', part.opportunity_id from ${tx.table(table)} part
    where part.id = any(${[...ids]}::text[])
      and exists (select from ${tx.table('deal_state')} s where s.opportunity_id = part.opportunity_id)`.execute(
    tx.db,
  );
}

/** All deals that are split: what their splits mean has changed. */
export async function markSplitDeals(tx: Store): Promise<void> {
  await sql`
    insert into ${tx.table('changed_record')} (object, record_id)
    select distinct 'opportunity', s.opportunity_id from ${tx.table('deal_split')} s
    where exists (select from ${tx.table('deal_state')} d where d.opportunity_id = s.opportunity_id)`.execute(
    tx.db,
  );
}
