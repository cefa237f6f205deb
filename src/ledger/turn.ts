import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/**
 * Runs one slice of the ledger's work in one transaction. Slices of one installation take turns, whichever process
 * they run in, so that crediting and re-reading cells never look past each other.
 */
export function inTurn<T>(store: Store, work: (tx: Store) => Promise<T>): Promise<T> {
  return store.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${store.schema}:ledger`}, 0))`.execute(tx.db);
    return work(tx);
  });
}
