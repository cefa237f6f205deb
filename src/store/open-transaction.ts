import { AsyncLocalStorage } from 'node:async_hooks';
import { Bug } from '#lib/errors.ts';

const current = new AsyncLocalStorage<{ open: boolean }>();

/** Runs a transaction's work so that statements made elsewhere within it can be told from its own. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const mark = { open: true };
  try {
    return await current.run(mark, work);
  } finally {
    mark.open = false;
  }
}

/**
 * Refuses a second session within an open transaction. On the embedded engine, where all share one session, it would
 * wait for the transaction that waits for it; on a server it would silently not be part of it.
 */
export function refuseSecondSession(): void {
  if (current.getStore()?.open !== true) return;
  throw new Bug(
    'inside a transaction something else than the transaction asked for the database: ' +
      'use the store that the transaction hands over, and add jobs after it has ended',
  );
}
