import { sql } from 'kysely';
import { forecastingQuota } from '#salesforce/objects/forecasting-quota.ts';
import { type ForecastingType, forecastingType } from '#salesforce/objects/forecasting-type.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { selectFields } from './description.ts';
import { replaceGaps } from './gaps.ts';
import { type Stored, whole, type WholeMirror } from './mirror.ts';
import { type Calendar, type Choice, chooseQuotas, LEFT_OUT } from './quota-choice.ts';
import { readWhole } from './read-whole.ts';
import type { Run } from './run.ts';

/** Quotas of the org; which of them count is decided over all of them together with the forecasting types. */
export async function quotaMirror(run: Run): Promise<WholeMirror> {
  const types = await forecastingTypes(run);
  return whole(forecastingQuota, async (tx, quotas) => {
    const choice = chooseQuotas(quotas, { types, calendar: await calendarOf(tx) });
    await replaceGaps(tx, forecastingQuota.name, { among: LEFT_OUT, gaps: choice.gaps });
    return replaceQuotas(tx, choice.rows);
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

async function replaceQuotas(tx: Store, rows: Choice['rows']): Promise<Stored> {
  const key = ['person_id', 'metric', 'start_on', 'end_on', 'source'] as const;
  const changed = await upsertRows(tx, 'quota', rows, { key });
  const removed = await sql`
    delete from ${tx.table('quota')} stored
    where source = 'salesforce' and not exists (
      select from unnest(${rows.map((row) => row.person_id)}::text[], ${rows.map((row) => row.start_on)}::date[],
        ${rows.map((row) => row.end_on)}::date[]) as kept (person_id, start_on, end_on)
      where (kept.person_id, kept.start_on, kept.end_on) = (stored.person_id, stored.start_on, stored.end_on))
    returning 1`.execute(tx.db);
  return { changed: changed.length, deleted: removed.rows.length };
}
