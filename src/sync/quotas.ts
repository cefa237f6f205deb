import { sql } from 'kysely';
import { forecastingQuota } from '#salesforce/objects/forecasting-quota.ts';
import { type ForecastingType, forecastingType } from '#salesforce/objects/forecasting-type.ts';
import { appendQuotaVersions, type NewQuotaVersion, tellQuotasChanged } from '#store/quota-versions.ts';
import type { Store } from '#store/store.ts';
import { selectFields } from './description.ts';
import { replaceGaps } from './gaps.ts';
import { type Stored, whole, type WholeMirror } from './mirror.ts';
import { type Calendar, type Choice, chooseQuotas, LEFT_OUT } from './quota-choice.ts';
import { readWhole } from './read-whole.ts';
import type { Run } from './run.ts';

/** Quotas of the org; which of them count is decided over all of them together with the forecasting types. */
export async function quotaMirror(run: Run): Promise<WholeMirror> {
  const types = await forecastingTypes(run);
  return whole(forecastingQuota, async (tx, quotas, { clock, isLoad }) => {
    const choice = chooseQuotas(quotas, { types, calendar: await calendarOf(tx) });
    await replaceGaps(tx, forecastingQuota.name, { among: LEFT_OUT, gaps: choice.gaps });
    return keepVersions(tx, choice.rows, { now: clock.now(), isLoad });
  });
}

async function forecastingTypes(run: Run): Promise<readonly ForecastingType[]> {
  const selection = await selectFields(run, forecastingType);
  if (selection.is === 'absent') return [];
  const records = await readWhole(run, forecastingType, selection);
  const context = { ...run.facts, fields: new Set(selection.fields) };
  return records.flatMap((record) => forecastingType.read(record, context).row ?? []);
}

async function calendarOf(tx: Store): Promise<Calendar> {
  const org = await tx.db
    .selectFrom('organization')
    .select('fiscal_year_start_month')
    .executeTakeFirstOrThrow();
  const rows = await tx.db.selectFrom('fiscal_period').select(['id', 'start_on', 'end_on']).execute();
  const periods = new Map(rows.map((row) => [row.id, { start: row.start_on, end: row.end_on }]));
  return { periods, fiscalYearStartMonth: org.fiscal_year_start_month };
}

interface Reading {
  readonly now: Temporal.Instant;
  /** What is met for the first time changes nothing that was known. */
  readonly isLoad: boolean;
}

/** Adds a version to each quota that Salesforce tells otherwise than before, and one that ends those it has no more. */
async function keepVersions(tx: Store, rows: Choice['rows'], { now, isLoad }: Reading): Promise<Stored> {
  const known = await latestVersions(tx);
  const wanted = new Map(rows.map((row) => [keyText(row), row]));
  const changed = rows.flatMap((row) => {
    const before = known.get(keyText(row));
    return before && isSame(before, row) ? [] : [newVersion(row, knownAt(row, before, now))];
  });
  const gone = [...known]
    .filter(([key, { restores }]) => !wanted.has(key) && restores !== 0)
    .map(([, row]) => ({ ...newVersion({ ...row, amount: 0n }, now.toString()), restores: 0 }));
  const all = [...changed, ...gone];
  await appendQuotaVersions(tx, all);
  if (!isLoad) await tellQuotasChanged(tx, all, { subject: 'salesforce', at: now });
  return { changed: changed.length, deleted: gone.length };
}

type Known = Omit<Choice['rows'][number], 'metric'> & {
  readonly metric: string;
  readonly restores: number | null;
};

async function latestVersions(tx: Store): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await sql<Known>`
    select distinct on (person_id, metric, start_on, end_on) person_id, metric, start_on, end_on, amount, currency,
      source, source_id, known_at, restores
    from ${tx.table('quota')} where source = 'salesforce'
    order by person_id, metric, start_on, end_on, version desc`.execute(tx.db);
  return new Map(rows.map((row) => [keyText(row), row]));
}

type Key = Pick<Known, 'person_id' | 'metric' | 'start_on' | 'end_on'>;

function keyText({ person_id, metric, start_on, end_on }: Key): string {
  return [person_id, metric, start_on, end_on].join('/');
}

function isSame(before: Known, row: Choice['rows'][number]): boolean {
  return before.restores !== 0 && before.amount === row.amount && before.currency === row.currency;
}

/** Salesforce's stamp, unless an older quota comes to count only now: then it is known since now. */
function knownAt(row: Choice['rows'][number], before: Known | undefined, now: Temporal.Instant): string {
  if (before === undefined) return row.known_at;
  const [stamp, last] = [row.known_at, before.known_at].map((text) => Temporal.Instant.from(text));
  return stamp && last && Temporal.Instant.compare(stamp, last) > 0 ? row.known_at : now.toString();
}

function newVersion(
  row: Key & Pick<Known, 'amount' | 'currency' | 'source_id'>,
  since: string,
): NewQuotaVersion {
  return {
    personId: row.person_id,
    metric: row.metric,
    start: row.start_on,
    end: row.end_on,
    amount: row.amount,
    currency: row.currency,
    source: 'salesforce',
    sourceId: row.source_id,
    knownAt: since,
  };
}
