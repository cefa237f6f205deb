import { mergedParts, type PlanParts, type SpreadPart } from '#model/quota-spread.ts';
import type { Period } from '#model/period.ts';
import type { Store } from '#store/store.ts';
import { metricNamed } from './catalogue.ts';
import { type MetricContext, viewpoint } from './context.ts';
import type { Question, Scope } from './question.ts';
import { quotaPartsOf, quotasQuery, readAround } from './quota.ts';

/** What a quota's days are spread by. */
export interface QuotaSpread {
  /** The parts of the quota itself, of everyone it is the sum of. */
  readonly own: readonly SpreadPart[];
  /** The company's plans for the metric, newest first. */
  readonly plans: readonly PlanParts[];
}

/** How the quotas of a metric are spread, by subject; those without a quota for the period are not there. */
export async function readSpreads(
  context: MetricContext,
  { metric, by, period, subjectIds }: Pick<Question, 'metric' | 'by' | 'period' | 'subjectIds'>,
): Promise<ReadonlyMap<string, QuotaSpread>> {
  const { store } = context;
  const only = subjectIds && new Set(subjectIds);
  const scope: Scope = { by, period, view: viewpoint(context, undefined), only };
  const currency = metricNamed(metric).unit === 'money' ? context.currency : '';
  const { rows } = await quotasQuery(store, [metric], scope).execute(store.db);
  if (rows.length === 0) return new Map();
  const [around, plans] = await Promise.all([
    readAround(store, rows, scope),
    readPlans(store, { metric, period, currency }),
  ]);
  const parts = quotaPartsOf(rows, { scope, currency, ...around });
  return new Map(
    [...parts].flatMap(([id, own]) => {
      const lines = own.flatMap(({ quota }) => (quota.kind === 'quota' ? quota.lines : []));
      return lines.length === 0 ? [] : [[id, { own: mergedParts(lines.map(partOf)), plans }] as const];
    }),
  );
}

/** Of rows for the same days the one saved last, which comes first. */
function latestParts(rows: readonly SpreadPart[]): PlanParts {
  const groups = Map.groupBy(rows, ({ from, to }) => `${from}/${to}`);
  return [...groups.values()].flatMap(([last]) => (last ? [partOf(last)] : []));
}

function partOf({ from, to, amount }: SpreadPart): SpreadPart {
  return { from, to, amount };
}

/** Plans that touch a period, newest first: what was saved together is one plan. */
async function readPlans(
  store: Store,
  {
    metric,
    period,
    currency,
  }: { readonly metric: string; readonly period: Period; readonly currency: string },
): Promise<readonly PlanParts[]> {
  const rows = await store.db
    .selectFrom('company_plan')
    .select(['start_on as from', 'end_on as to', 'amount', 'made_at'])
    .where('metric', '=', metric)
    .where('currency', '=', currency)
    .where('start_on', '<', period.end.toString())
    .where('end_on', '>', period.start.toString())
    .orderBy('id', 'desc')
    .execute();
  return [...Map.groupBy(rows, (row) => row.made_at).values()].map(latestParts);
}
