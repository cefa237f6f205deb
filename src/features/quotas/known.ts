import { dayIn } from '#lib/days.ts';
import { rowOf } from '#metrics/quota.ts';
import type { QuotaKey } from '#store/quota-versions.ts';
import type { Store } from '#store/store.ts';
import type { KnownVersion } from './wish.ts';

/** One text for each quota: who, for what, when. */
export function keyText({ personId, metric, start, end }: QuotaKey): string {
  return [personId, metric, start, end].join('/');
}

/** A version with whose quota it is and how it came about. */
export interface StoredVersion extends KnownVersion, QuotaKey {
  readonly batchId: number | null;
  readonly approvedBy: string | null;
  readonly reason: string | null;
}

interface Asked {
  readonly personIds: readonly string[];
  /** Only quotas that touch [start, end). */
  readonly span?: { readonly start: string; readonly end: string };
  /** The org's zone: a version becomes known on a local day. */
  readonly zone: string;
}

/** All versions of the quotas of these people, by quota, first version first. */
export async function readVersions(
  store: Store,
  { personIds, span, zone }: Asked,
): Promise<ReadonlyMap<string, readonly StoredVersion[]>> {
  if (personIds.length === 0) return new Map();
  let query = store.db
    .selectFrom('quota')
    .selectAll()
    .where('person_id', 'in', [...personIds])
    .orderBy('start_on')
    .orderBy('metric')
    .orderBy('version');
  if (span) query = query.where('start_on', '<', span.end).where('end_on', '>', span.start);
  const rows = await query.execute();
  const versions = rows.map(
    (row): StoredVersion => ({
      personId: row.person_id,
      metric: row.metric,
      ...rowOf(row),
      knownOn: dayIn(zone, Temporal.Instant.from(row.known_at)).toString(),
      batchId: row.batch_id,
      approvedBy: row.approved_by,
      reason: row.reason,
    }),
  );
  return Map.groupBy(versions, keyText);
}
