import { refreshCells } from '#ledger/cells.ts';
import { creditChanged } from '#ledger/credit.ts';
import type { Store } from '#store/store.ts';

/** What the product's jobs do after a sync: credit what changed, then re-read the dirty days. */
export async function bringRight(store: Store, now: Temporal.Instant): Promise<void> {
  while ((await creditChanged(store, { now })).more);
  while ((await refreshCells(store, { now })).more);
}
