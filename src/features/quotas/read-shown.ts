import { inForce, isSalesforce, type QuotaSource } from '#model/quota-versions.ts';
import type { Calendar } from '#model/calendar.ts';
import type { Period } from '#model/period.ts';
import { QUOTA_METRICS } from '#metrics/catalogue.ts';
import { type MetricContext, viewpoint } from '#metrics/context.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { quotasQuery, rowOf, type StoredQuota } from '#metrics/quota.ts';
import { type AdjustmentsOf, readAdjustments } from '#metrics/quota-adjustments.ts';
import { quotaFor } from '#metrics/quota-reading.ts';
import type { QuotaKey } from '#store/quota-versions.ts';
import type { Store } from '#store/store.ts';
import { keyText, readVersions, type StoredVersion } from './known.ts';
import { tables } from './tables.ts';

/** A quota as its owner and their managers see it. */
export interface ShownQuota extends QuotaKey {
  readonly period: string;
  /** What was set, in minor units, or a count where the currency is ''. */
  readonly asSet: bigint;
  /** What ramp, leave and changes on the way leave of it. */
  readonly amount: bigint;
  /** How it came to be another amount; empty where it is as it was set. */
  readonly notes: readonly string[];
  readonly currency: string;
  /** In hundredths of a percent. */
  readonly weight: number | null;
  readonly source: QuotaSource;
  readonly version: number;
  readonly reason: string | null;
  /** The day its owner accepted this version; null while they have not. */
  readonly acceptedOn: string | null;
}

interface Asked {
  readonly personIds: readonly string[];
  readonly span: Period;
}

/** The quotas in force of these people that touch a stretch of days, the earliest first; one from Salesforce where we have none. */
export async function readShown(context: MetricContext, asked: Asked): Promise<readonly ShownQuota[]> {
  const { store, calendar } = context;
  const span = { start: asked.span.start.toString(), end: asked.span.end.toString() };
  const rows = await readRows(context, asked);
  const [adjustmentsOf, versions, accepted] = await Promise.all([
    readAdjustments(store, rows, { view: viewpoint(context, undefined) }),
    readVersions(store, { personIds: asked.personIds, span, zone: calendar.zone }),
    readAccepted(store, { personIds: asked.personIds, zone: calendar.zone }),
  ]);
  const given = { adjustmentsOf, versions, accepted, calendar };
  const groups = Map.groupBy(rows, (row) => keyText(keyOf(row)));
  const shown = [...groups.values()].flatMap((own) => shownOf(lineInForce(own), given));
  return shown.toSorted(
    (a, b) => compare(a.start, b.start) || compare(b.end, a.end) || compare(a.metric, b.metric),
  );
}

interface Given {
  readonly adjustmentsOf: AdjustmentsOf;
  readonly versions: ReadonlyMap<string, readonly StoredVersion[]>;
  readonly accepted: ReadonlyMap<string, string>;
  readonly calendar: Calendar;
}

/** One quota from its versions; none where nothing is asked. */
function shownOf(
  rows: readonly StoredQuota[],
  { adjustmentsOf, versions, accepted, calendar }: Given,
): readonly ShownQuota[] {
  const [first] = rows;
  if (!first) return [];
  const key = keyOf(first);
  const period = periodOf(key, calendar);
  const currency = rows.at(-1)?.currency ?? '';
  const adjustments = adjustmentsOf(key.personId);
  const quota = quotaFor(period, rows.map(rowOf), { currency, adjustments });
  const last = quota.kind === 'quota' ? quota.lines.at(-1) : undefined;
  const version = versions
    .get(keyText(key))
    ?.find((it) => isSalesforce(it.source) === isSalesforce(first.source) && it.version === last?.version);
  if (quota.kind === 'none' || !last || !version) return [];
  const { weight, source, reason } = version;
  const set = { asSet: last.asSet, amount: quota.amount, notes: quota.notes, currency };
  const acceptedOn = accepted.get(acceptanceText({ ...key, source, version: last.version })) ?? null;
  return [{ ...key, period: period.id, ...set, weight, source, version: last.version, reason, acceptedOn }];
}

/** Of the versions of one quota those that count: ours where one is in force, else Salesforce's. */
function lineInForce(rows: readonly StoredQuota[]): readonly StoredQuota[] {
  const sorted = rows.toSorted((a, b) => a.version - b.version);
  const ours = sorted.filter(({ source }) => !isSalesforce(source));
  if (inForce(ours.map(rowOf)).length > 0) return ours;
  return sorted.filter(({ source }) => isSalesforce(source));
}

async function readRows(context: MetricContext, { personIds, span }: Asked): Promise<readonly StoredQuota[]> {
  if (personIds.length === 0) return [];
  const scope = {
    by: 'person',
    period: span,
    view: viewpoint(context, undefined),
    only: new Set(personIds),
  } as const;
  const metrics = QUOTA_METRICS.map(({ id }) => id);
  const { rows } = await quotasQuery(context.store, metrics, scope).execute(context.store.db);
  return rows;
}

/** Which versions their owners accepted, and on which local day. */
async function readAccepted(
  store: Store,
  { personIds, zone }: { readonly personIds: readonly string[]; readonly zone: string },
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await tables(store)
    .selectFrom('quota_acceptance')
    .selectAll()
    .where('person_id', 'in', [...personIds])
    .execute();
  return new Map(
    rows.map((row) => {
      const source: QuotaSource = row.is_salesforce ? 'salesforce' : 'csv';
      const key = { personId: row.person_id, metric: row.metric, start: row.start_on, end: row.end_on };
      const on = Temporal.Instant.from(row.accepted_at).toZonedDateTimeISO(zone).toPlainDate();
      return [acceptanceText({ ...key, source, version: row.version }), on.toString()];
    }),
  );
}

/** One text for one version of one quota. */
function acceptanceText(it: QuotaKey & { readonly source: QuotaSource; readonly version: number }): string {
  return `${keyText(it)}/${isSalesforce(it.source)}/${it.version}`;
}

function keyOf(row: StoredQuota): QuotaKey {
  return { personId: row.person_id, metric: row.metric, start: row.start_on, end: row.end_on };
}

/** The period with just these days, or one named after them. */
export function periodOf({ start, end }: QuotaKey, calendar: Calendar): Period {
  const [first, after] = [Temporal.PlainDate.from(start), Temporal.PlainDate.from(end)];
  const types = ['quarter', 'month', 'year', 'week'] as const;
  const same = types
    .map((type) => calendar.find(type, first))
    .find((period) => period?.start.equals(first) && period.end.equals(after));
  if (same) return same;
  const days = { type: 'year', id: '', start: first, end: after } as const;
  return { ...days, id: periodTitle(days).replace(/^, /, '') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
