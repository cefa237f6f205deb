import type { Clock } from '#lib/clock.ts';
import type { Progress } from '#lib/progress.ts';
import { refreshCells } from '#ledger/cells.ts';
import { creditChanged } from '#ledger/credit.ts';
import type { Store } from '#store/store.ts';

/**
 * Brings the figures up to date with what was read: credits every changed deal, then re-reads every dirty day, slice
 * by slice, so that whoever asks meanwhile waits for one slice at most. Safe to run twice and anywhere.
 */
export async function bringFiguresUpToDate(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  progress?: Progress,
): Promise<void> {
  let deals = 0;
  for (let more = true; more; ) {
    const slice = await creditChanged(store, { now: clock.now() });
    deals += slice.deals;
    more = slice.more;
    if (slice.deals > 0) progress?.report('Crediting deals', deals, undefined);
  }
  let cells = 0;
  for (let more = true; more; ) {
    const slice = await refreshCells(store, { now: clock.now() });
    cells += slice.cells;
    more = slice.more;
    if (slice.cells > 0) progress?.report('Adding up days', cells, undefined);
  }
}
