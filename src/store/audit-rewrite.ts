import { sql } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import { auditLines, hashOf, keepHead, millisecond, verifyAudit } from './audit.ts';
import type { Store } from './store.ts';

/** What the log ended with before and after its lines were chained anew. */
export interface Rechained {
  readonly lines: bigint;
  readonly formerHead: string;
  readonly head: string;
}

/** Keeps others from adding to the log until the caller's transaction ends. */
export async function lockAudit(tx: Store): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`${tx.schema}.audit`}))`.execute(tx.db);
}

/** Refuses where the log is not what was written: chaining it anew would hide that. */
export async function requireWholeAudit(store: Store): Promise<void> {
  const { problem } = await verifyAudit(store);
  if (problem === undefined) return;
  throw new Refusal(
    `The audit log is not as it was written (${problem}).`,
    'Keep a copy of the database and find out who changed it, before anything is erased.',
  );
}

/**
 * Chains the lines anew after names were taken out of them: the one reason for which the log is ever changed. The caller
 * made sure that it was whole, holds the transaction, and notes what was done as a further line.
 */
export async function rechainAudit(tx: Store): Promise<Rechained> {
  let [seq, hash, formerHead, at] = [0n, '', '', ''];
  for await (const row of auditLines(tx)) {
    const chained = { ...row, at: millisecond(row.at), previous_hash: hash };
    formerHead = row.hash;
    ({ seq, at } = chained);
    hash = hashOf(chained);
    if (hash === row.hash) continue;
    await tx.db
      .updateTable('audit_entry')
      .set({ previous_hash: chained.previous_hash, hash })
      .where('seq', '=', seq)
      .execute();
  }
  if (seq > 0n) await keepHead(tx, { seq, hash, at });
  return { lines: seq, formerHead, head: hash };
}
