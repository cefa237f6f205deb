import type { Store } from '#store/store.ts';
import type { Scope } from './question.ts';
import { quotaPartsOf, quotasQuery, readAround } from './quota.ts';
import type { QuotaLine } from './quota-reading.ts';
import type { TracedRecord } from './trace.ts';

interface QuotaTrace {
  readonly scope: Scope;
  readonly metric: string;
  /** '' for counts. */
  readonly currency: string;
}

/** The lines of the quotas a figure is set against: each person's, each stretch of days with what holds on it. */
export async function traceQuota(
  store: Store,
  { scope, metric, currency }: QuotaTrace,
): Promise<readonly TracedRecord[]> {
  const { rows } = await quotasQuery(store, [metric], scope).execute(store.db);
  const around = await readAround(store, rows, scope);
  const own = [...quotaPartsOf(rows, { scope, currency, ...around }).values()].flat();
  const names = await store.db.selectFrom('person').select(['id', 'name']).execute();
  const nameOf = new Map(names.map((it) => [it.id, it.name]));
  return own.flatMap(({ personId, quota }) => {
    if (quota.kind === 'none') return [];
    const personName = nameOf.get(personId) ?? personId;
    return quota.lines.map((line) => ({
      from: 'quota' as const,
      recordId: personId,
      name: lineName(personName, line),
      accountName: null,
      personId,
      personName,
      amount: line.amount,
      currency,
      day: Temporal.PlainDate.from(line.from),
      rule: '',
      entryId: null,
    }));
  });
}

/** "Quota of Ana Silva", and where something is special about its days, which and what. */
function lineName(personName: string, { from, to, note }: QuotaLine): string {
  if (note === '') return `Quota of ${personName}`;
  const last = Temporal.PlainDate.from(to).subtract({ days: 1 });
  return `Quota of ${personName}, ${from} to ${last}: ${note}`;
}
