import { appendAudit } from '#store/audit.ts';
import { lockAudit, rechainAudit, requireWholeAudit } from '#store/audit-rewrite.ts';
import type { Store } from '#store/store.ts';
import type { Erasure } from './erase.ts';
import type { ErasedTable } from './erase-tables.ts';

/** Makes sure that the log is whole before anything is taken out of it, and that nobody adds to it meanwhile. */
export async function openAudit(tx: Store): Promise<void> {
  await lockAudit(tx);
  await requireWholeAudit(tx);
}

/** Chains the log anew without the names that were in it, and notes that, with what it ended with before. */
export async function closeAudit(
  tx: Store,
  {
    pseudonym,
    by,
    now,
    tables,
  }: {
    readonly pseudonym: string;
    readonly by: string;
    readonly now: Temporal.Instant;
    readonly tables: readonly ErasedTable[];
  },
): Promise<Erasure['audit']> {
  const { lines, formerHead, head } = await rechainAudit(tx);
  const sum = (of: 'deleted' | 'changed') => tables.reduce((n, table) => n + table[of], 0);
  await appendAudit(tx, {
    actor: by,
    action: 'person.erased',
    subject: pseudonym,
    detail: { deleted: sum('deleted'), changed: sum('changed'), lines: Number(lines), formerHead },
    now,
  });
  return { lines: String(lines), formerHead, head };
}
