import { Refusal } from '#lib/errors.ts';
import { inForce, isSalesforce } from '#model/quota-versions.ts';
import { appendQuotaVersions, tellQuotasChanged } from '#store/quota-versions.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { readVersions, type StoredVersion } from './known.ts';
import { tables } from './tables.ts';

/** A batch as people see it. */
export interface Batch {
  readonly id: number;
  readonly kind: string;
  readonly madeBy: string;
  readonly madeAt: Temporal.Instant;
  readonly reason: string | null;
  readonly quotas: number;
  readonly rollsBack: number | null;
  /** The batch that took it back. */
  readonly rolledBackBy: number | null;
}

/** The latest changes of quotas, newest first. */
export async function readBatches(store: Store, most: number): Promise<readonly Batch[]> {
  const rows = await tables(store)
    .selectFrom('quota_batch as batch')
    .leftJoin('quota_batch as later', 'later.rolls_back', 'batch.id')
    .selectAll('batch')
    .select('later.id as later_id')
    .orderBy('batch.id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    madeBy: row.made_by,
    madeAt: Temporal.Instant.from(row.made_at),
    reason: row.reason,
    quotas: row.quotas,
    rollsBack: row.rolls_back,
    rolledBackBy: row.later_id,
  }));
}

/** What taking a batch back does to one quota: from its amount to what held before it. */
export interface Restored {
  readonly version: StoredVersion;
  /** What holds again; null where there was no quota. */
  readonly before: StoredVersion | null;
}

/**
 * What taking back a batch restores, quota by quota; nothing is written.
 * @throws Refusal when there is no such batch, or one of its quotas was changed since.
 */
export async function previewRollback(store: Store, batchId: number): Promise<readonly Restored[]> {
  const rows = await store.db
    .selectFrom('quota')
    .select('person_id')
    .where('batch_id', '=', batchId)
    .execute();
  if (rows.length === 0) {
    throw new Refusal(`There is no change number ${batchId}.`, 'List them with: attain quotas batches.');
  }
  const personIds = [...new Set(rows.map((row) => row.person_id))];
  const known = await readVersions(store, { personIds, zone: 'UTC' });
  const touched = [...known.values()].flatMap((versions) => {
    const own = versions.filter(({ source }) => !isSalesforce(source));
    const version = own.find((it) => it.batchId === batchId);
    return version ? [{ own, version }] : [];
  });
  const later = touched.flatMap(({ own, version }) => own.filter((it) => it.version > version.version));
  const since = later.toSorted((a, b) => (b.batchId ?? 0) - (a.batchId ?? 0))[0];
  if (since) {
    const number = since.batchId === null ? 'a later change' : `change ${since.batchId}`;
    throw new Refusal(
      `${later.length} of these quotas ${later.length === 1 ? 'was' : 'were'} changed again since, last by ${number}.`,
      'Take the later change back first.',
    );
  }
  return touched.map(({ own, version }) => {
    const earlier = own.filter((it) => it.version < version.version);
    const last = inForce(earlier).at(-1)?.version.version;
    return { version, before: earlier.find((it) => it.version === last) ?? null };
  });
}

/** Takes a batch back as a batch of its own: each quota gets a version that restores what held before; nothing is deleted. */
export async function rollBack(
  store: Store,
  batchId: number,
  {
    by,
    madeBy = by,
    now,
    reason,
  }: {
    readonly by: string;
    readonly madeBy?: string;
    readonly now: Temporal.Instant;
    readonly reason: string | null;
  },
): Promise<{ readonly batchId: number; readonly restored: readonly Restored[] }> {
  return store.transaction(async (tx) => {
    const restored = await previewRollback(tx, batchId);
    const { id } = await tables(tx)
      .insertInto('quota_batch')
      .values({
        kind: 'rollback',
        made_by: madeBy,
        made_at: now.toString(),
        approved_by: by,
        reason,
        quotas: restored.length,
        rolls_back: batchId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const versions = restored.map(({ version, before }) => ({
      personId: version.personId,
      metric: version.metric,
      start: version.start,
      end: version.end,
      amount: before?.amount ?? 0n,
      currency: before?.currency ?? version.currency,
      source: version.source,
      sourceId: `change ${batchId}`,
      knownAt: now.toString(),
      weight: before?.weight ?? null,
      restores: version.version - 1,
      batchId: id,
      approvedBy: by,
      reason,
    }));
    await appendQuotaVersions(tx, versions);
    await tellQuotasChanged(tx, versions, { subject: 'rollback', at: now });
    const detail = { change: id, quotas: restored.length, takesBack: batchId, reason };
    await appendAudit(tx, { actor: by, action: 'quota.taken_back', subject: '', detail, now });
    return { batchId: id, restored };
  });
}
