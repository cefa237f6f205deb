import { refreshCells } from '#ledger/cells.ts';
import { creditChanged } from '#ledger/credit.ts';
import type { Store } from '#store/store.ts';

/** Credits everything that changed and re-reads every dirty day, in slices as small as asked. */
export async function settle(store: Store, now: Temporal.Instant, limit = 1000): Promise<void> {
  while ((await creditChanged(store, { now, limit })).more);
  while ((await refreshCells(store, { now, limit })).more);
}

/** Everything the day cells hold, in a fixed order. */
export function allCells(store: Store) {
  return store.db
    .selectFrom('cell')
    .selectAll()
    .orderBy((order) => order.ref('day'))
    .orderBy('person_id')
    .orderBy('measure')
    .orderBy('lineage_id')
    .orderBy('role_id')
    .orderBy('territory_id')
    .orderBy('currency')
    .execute();
}
