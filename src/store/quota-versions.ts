import { sql } from 'kysely';
import { isSalesforce, type QuotaSource } from '#model/quota-versions.ts';
import type { Store } from './store.ts';
import { upsertRows } from './upsert-rows.ts';

/** A quota of one person, metric and stretch of days; days are ISO texts, `end` is exclusive. */
export interface QuotaKey {
  readonly personId: string;
  readonly metric: string;
  readonly start: string;
  readonly end: string;
}

/** What a version says. */
export interface NewQuotaVersion extends QuotaKey {
  /** Minor units of the currency, or a count where the currency is ''. */
  readonly amount: bigint;
  readonly currency: string;
  readonly source: QuotaSource;
  readonly sourceId: string;
  readonly knownAt: string;
  readonly weight?: number | null;
  readonly effectiveOn?: string | null;
  readonly restores?: number | null;
  readonly batchId?: number | null;
  readonly approvedBy?: string | null;
  readonly reason?: string | null;
}

/**
 * Adds a version to each of these quotas, each quota once; nothing that was said before is changed. Versions are
 * numbered one after the other, so writers wait for each other.
 */
export async function appendQuotaVersions(tx: Store, quotas: readonly NewQuotaVersion[]): Promise<void> {
  if (quotas.length === 0) return;
  await sql`lock table ${tx.table('quota')} in share row exclusive mode`.execute(tx.db);
  const latest = await latestNumbers(tx, quotas);
  const rows = quotas.map((quota) => ({
    person_id: quota.personId,
    metric: quota.metric,
    start_on: quota.start,
    end_on: quota.end,
    source: quota.source,
    version: (latest.get(lineOf(quota)) ?? 0) + 1,
    amount: quota.amount,
    currency: quota.currency,
    source_id: quota.sourceId,
    known_at: quota.knownAt,
    weight: quota.weight ?? null,
    effective_on: quota.effectiveOn ?? null,
    restores: quota.restores ?? null,
    batch_id: quota.batchId ?? null,
    approved_by: quota.approvedBy ?? null,
    reason: quota.reason ?? null,
  }));
  const key = ['person_id', 'metric', 'start_on', 'end_on', 'source', 'version'] as const;
  await upsertRows(tx, 'quota', rows, { key });
}

/** Tells whoever listens which days changed quotas cover, first and last, in the transaction that changed them. */
export async function tellQuotasChanged(
  tx: Store,
  quotas: readonly QuotaKey[],
  { subject, at }: { readonly subject: string; readonly at: Temporal.Instant },
): Promise<void> {
  const from = quotas.map(({ start }) => start).toSorted()[0];
  const end = quotas
    .map((quota) => quota.end)
    .toSorted()
    .at(-1);
  if (from === undefined || end === undefined) return;
  const to = Temporal.PlainDate.from(end).subtract({ days: 1 }).toString();
  const payload = JSON.stringify({ from, to, quotas: quotas.length });
  await tx.db
    .insertInto('fact')
    .values({ name: 'quota.changed', subject, payload, at: at.toString() })
    .execute();
}

async function latestNumbers(
  tx: Store,
  quotas: readonly NewQuotaVersion[],
): Promise<ReadonlyMap<string, number>> {
  const people = [...new Set(quotas.map(({ personId }) => personId))];
  const { rows } = await sql<QuotaKey & { readonly source: QuotaSource; readonly version: number }>`
    select person_id as "personId", metric, start_on as start, end_on as "end",
      case when source = 'salesforce' then source else 'csv' end as source, max(version) as version
    from ${tx.table('quota')} where person_id = any(${people}::text[]) group by 1, 2, 3, 4, 5`.execute(tx.db);
  return new Map(rows.map((row) => [lineOf(row), row.version]));
}

/** Salesforce's versions follow each other, and so do all others. */
function lineOf({ personId, metric, start, end, source }: QuotaKey & { readonly source: QuotaSource }) {
  return [personId, metric, start, end, isSalesforce(source)].join('/');
}
