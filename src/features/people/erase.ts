import { createHash } from 'node:crypto';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { renameOwnerInSeals } from '#metrics/snapshot-owners.ts';
import { readInstaller } from '#store/identity.ts';
import { rememberErased } from '#store/identity-erased.ts';
import type { Holdings } from '#store/identity-holdings.ts';
import type { Traces } from '#store/identity-traces.ts';
import type { Store } from '#store/store.ts';
import { closeAudit, openAudit } from './erase-audit.ts';
import { type ErasedTable, sweep } from './erase-tables.ts';

/** What an erasure did. It names nobody: whoever has the e-mail can tell that it is theirs. */
export interface Erasure {
  readonly pseudonym: string;
  readonly at: string;
  readonly by: string;
  /** SHA-256 of the e-mail in lower case. */
  readonly emailDigest: string;
  readonly isNameShared: boolean;
  readonly tables: readonly ErasedTable[];
  readonly daysSealedAnew: number;
  readonly audit: { readonly lines: string; readonly formerHead: string; readonly head: string };
}

export interface Erasing {
  readonly traces: Traces;
  readonly holdings: Holdings;
  /** The kinds of message that name people: those that are there are written afresh. */
  readonly namingKinds: readonly string[];
  /** `cli`, or a Slack user id. */
  readonly by: string;
}

/**
 * Erases a person in one transaction: what is their own goes; what totals and the history of decisions are made of stays
 * under a pseudonym, without name, e-mail and ids. What Salesforce tells about them later comes in under it, too.
 * @throws Refusal for whoever installed Attain, and while the audit log is not whole.
 */
export async function erasePerson(
  services: Services,
  { traces, holdings, namingKinds, by }: Erasing,
): Promise<Erasure> {
  const now = services.clock.now();
  const installer = await readInstaller(services.store);
  if (installer !== undefined && traces.ids.includes(installer))
    throw new Refusal(
      'That is the person who installed Attain.',
      'Name somebody else first: npm run attain -- people installer EMAIL.',
    );
  return services.store.transaction(async (tx) => {
    const pseudonym = await rememberErased(tx, traces.personId, now);
    await openAudit(tx);
    const context = await metricContext(tx, now);
    const daysSealedAnew = await renameOwnerInSeals(context, { from: traces.personId, to: pseudonym });
    const tables = await sweep(tx, { traces, pseudonym, holdings });
    await writeAfresh(tx, namingKinds);
    const audit = await closeAudit(tx, { pseudonym, by, now, tables });
    const emailDigest = createHash('sha256').update(traces.email.toLowerCase()).digest('hex');
    const { isNameShared } = traces;
    return { pseudonym, at: now.toString(), by, emailDigest, isNameShared, tables, daysSealedAnew, audit };
  });
}

/**
 * Looks once more, after what was running has ended: work that had read the person before they were erased may have
 * written them again. Counts what is left.
 */
export async function sweepAgain(
  services: Services,
  erasure: Erasure,
  { traces, holdings, by }: Erasing,
): Promise<Erasure> {
  const now = services.clock.now();
  const { pseudonym } = erasure;
  return services.store.transaction(async (tx) => {
    await openAudit(tx);
    const again = await sweep(tx, { traces, pseudonym, holdings });
    const written = again.some(({ deleted, changed }) => deleted + changed > 0);
    const audit = written ? await closeAudit(tx, { pseudonym, by, now, tables: again }) : erasure.audit;
    const tables = together(erasure.tables, again);
    return { ...erasure, tables, audit };
  });
}

function together(first: readonly ErasedTable[], again: readonly ErasedTable[]): readonly ErasedTable[] {
  // What is not named again has nothing left.
  const before = first.map((table) => ({ ...table, left: 0 }));
  return [...Map.groupBy([...before, ...again], ({ table }) => table).values()].flatMap(([one, more]) => {
    if (!one || !more) return one ?? [];
    const { deleted, changed, left } = more;
    return { ...one, deleted: one.deleted + deleted, changed: one.changed + changed, left };
  });
}

async function writeAfresh(tx: Store, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return;
  await tx.db
    .updateTable('post')
    .set({ stale: true })
    .where('state', '=', 'posted')
    .where('kind', 'in', [...kinds])
    .execute();
}
