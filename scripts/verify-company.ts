/**
 * npm run verify:company -- DIR [--quotas FILE] [--days] [--why] [--map line_cost=OpportunityLineItem.LineCost__c]
 *
 * Serves an org folder from the local Salesforce, reads it by the product's own way into an empty embedded store, and
 * compares every figure with an independent sum over the folder's CSV files: all metrics, by everyone, for every week,
 * month, quarter and year in which a deal closes (with --days every day too), and for the rows of a custom fiscal year. With --why, the records behind the figures too.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { terminalProgress } from '#cli/terminal-progress.ts';
import { importQuotas } from '#features/quotas/import.ts';
import { dayIn } from '#lib/days.ts';
import { silentLog } from '#lib/log.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import { BREAKDOWNS } from '#model/figure.ts';
import type { Period, PeriodType } from '#model/period.ts';
import { MAPPED_NAMES, saveMapping } from '#sync/field-mapping.ts';
import { openDatabase } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { differences, type Difference } from '../test/support/oracle/compare.ts';
import { readOrgFolder } from '../test/support/oracle/org-tables.ts';
import { createOracle, type Oracle } from '../test/support/oracle/oracle.ts';
import { readQuotaFile, readQuotas } from '../test/support/oracle/quotas.ts';
import { readCompany } from '../test/support/oracle/read-company.ts';
import { compareWhy } from '../test/support/oracle/why.ts';

const SHOWN = 50;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    quotas: { type: 'string' },
    why: { type: 'boolean', default: false },
    days: { type: 'boolean', default: false },
    map: { type: 'string', multiple: true, default: [] },
  },
});
const [folder] = positionals;
const progress = terminalProgress(process.stdout);

if (folder === undefined) {
  console.error('Name an org folder: npm run verify:company -- DIR');
  process.exitCode = 2;
} else {
  const found = await verify(folder);
  progress.end();
  for (const { figure, ours, oracle } of found.slice(0, SHOWN))
    console.log(`${figure}: the product says ${ours || 'nothing'}, the files say ${oracle || 'nothing'}`);
  if (found.length > SHOWN) console.log(`and ${found.length - SHOWN} more`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

async function verify(dir: string): Promise<readonly Difference[]> {
  const database = await openDatabase({ log: silentLog });
  try {
    const store = await database.installation('VERIFY');
    await mapFields(store, values.map);
    progress.note(`Reading ${dir}`);
    const clock = await readCompany(store, dir, progress);
    const tables = { ...readOrgFolder(dir), now: clock.now().toString() };
    if (values.quotas !== undefined) await importFile(store, values.quotas, clock.now());
    const filed = values.quotas === undefined ? [] : readQuotaFile(values.quotas, tables);
    const oracle = createOracle(tables, [...filed, ...readQuotas(tables)]);
    return await compareAll(await metricContext(store, clock.now()), oracle);
  } finally {
    await database.close();
  }
}

/** Says which fields of the org hold the cost of a line, the selling expense and the customers' score. */
async function mapFields(store: Store, mappings: readonly string[]): Promise<void> {
  for (const text of mappings) {
    const [name, object, field] = text.split(/[=.]/);
    const known = MAPPED_NAMES.find((it) => it === name);
    if (!known || !object || !field)
      throw new Error(`${text} is no mapping such as line_cost=Object.Field__c`);
    await saveMapping(store, { name: known, object, field }, { by: 'verify', now: Temporal.Now.instant() });
  }
}

/** Imports a quota file by the product's own way. */
async function importFile(store: Store, path: string, now: Temporal.Instant): Promise<void> {
  const { problems } = await importQuotas(store, readFileSync(path), { dryRun: false, now });
  if (problems.length > 0) throw new Error(`${path} has ${problems.length} problems; import it to see them`);
}

async function compareAll(context: MetricContext, oracle: Oracle): Promise<readonly Difference[]> {
  const periods = await everyPeriod(context);
  progress.note(
    `Comparing ${METRICS.length} metrics by ${BREAKDOWNS.join(', ')} in ${periods.length} periods`,
  );
  const found: Difference[] = [];
  let compared = 0;
  for (const [index, period] of periods.entries()) {
    for (const { id } of METRICS) {
      for (const by of BREAKDOWNS) {
        const figures = await readFigures(context, { metric: id, by, period });
        compared += figures.length;
        found.push(...differences(figures, oracle));
        if (values.why)
          found.push(...(await compareWhy(context, oracle, { metric: id, by, period, most: 1 })).differences);
      }
    }
    progress.report('Periods', index + 1, periods.length);
  }
  progress.note(`${compared.toLocaleString('en-US')} figures compared, ${found.length} differ`);
  return found;
}

/** Every period of a type that the calendar defines, from the first close date to the last, or to today. */
async function everyPeriod({ store, calendar, now }: MetricContext): Promise<readonly Period[]> {
  const days = await store.db
    .selectFrom('opportunity')
    .select(({ fn }) => [fn.min('close_on').as('first'), fn.max('close_on').as('last')])
    .executeTakeFirst();
  const today = dayIn(calendar.zone, now).toString();
  const first = days?.first ?? today;
  const last = days?.last && days.last > today ? days.last : today;
  const types: readonly PeriodType[] = values.days
    ? ['year', 'quarter', 'month', 'week', 'day']
    : ['year', 'quarter', 'month', 'week'];
  return types.flatMap((type) => {
    const periods: Period[] = [];
    let day = Temporal.PlainDate.from(first);
    while (day.toString() <= last) {
      const period = calendar.find(type, day);
      if (period) periods.push(period);
      day = period?.end ?? day.add({ days: 1 });
    }
    return periods;
  });
}
