import { sql } from 'kysely';
import type { Breakdown, Figure } from '#model/figure.ts';
import { ACTIVITY_MEASURES, DEAL_MEASURES } from '#model/measure.ts';
import type { Period } from '#model/period.ts';
import { isWithinLock } from './at-lock.ts';
import { metricNamed } from './catalogue.ts';
import type { MetricContext } from './context.ts';
import { viewpoint } from './context.ts';
import { exactText } from './figure-rows.ts';
import { readFigure } from './read.ts';
import type { Scope } from './question.ts';
import { lateActivities, lateEntries } from './late.ts';
import { isActivity, onlySubjects, teamJoin } from './source.ts';

/** Deals or activities that count in another period than the one they belong to, because they became known after a lock. */
export interface Adjustment {
  /** "after the lock of 2026-Q3: reopened" */
  readonly cause: string;
  /** `later`: of this period, reported in a later one. `earlier`: reported in this period, of an earlier one. */
  readonly side: 'later' | 'earlier';
  /** How many records, and what they are: "deal", "call". */
  readonly records: number;
  readonly of: string;
  /** Minor units, of what the metric first adds up. */
  readonly amount: bigint;
  readonly currency: string;
}

/** What a figure would be if everything counted in the period it belongs to, and why it is not what was reported. */
export interface Restatement {
  readonly restated: Figure;
  readonly adjustments: readonly Adjustment[];
}

/** Reads a figure as restated; undefined where nothing was adjusted, so that it is the same as reported. */
export async function readRestatement(
  context: MetricContext,
  question: {
    readonly metric: string;
    readonly by: Breakdown;
    readonly subjectId: string;
    readonly period: Period;
  },
): Promise<Restatement | undefined> {
  const adjustments = await readAdjustments(context, question);
  if (adjustments.length === 0 && !isWithinLock(context, question.period)) return undefined;
  const restated = await readFigure(context, { ...question, basis: 'restated' });
  if (restated === undefined || (adjustments.length === 0 && (await isReported(context, question, restated))))
    return undefined;
  return { restated, adjustments };
}

/** Quotas and listed records of a locked period differ without an adjustment anywhere. */
async function isReported(
  context: MetricContext,
  question: Parameters<typeof readRestatement>[1],
  restated: Figure,
): Promise<boolean> {
  const reported = await readFigure(context, question);
  return reported !== undefined && exactText(reported.value) === exactText(restated.value);
}

interface Row extends Omit<Adjustment, 'amount' | 'of'> {
  readonly amount: string;
}

async function readAdjustments(
  context: MetricContext,
  question: Parameters<typeof readRestatement>[1],
): Promise<readonly Adjustment[]> {
  const { store } = context;
  const { by, period, subjectId } = question;
  const { measures } = metricNamed(question.metric);
  const measure = [...DEAL_MEASURES, ...ACTIVITY_MEASURES].find((it) => measures.includes(it));
  if (measure === undefined) return [];
  const scope: Scope = { by, period, view: viewpoint(context, undefined), only: new Set([subjectId]) };
  const within = (column: string) =>
    sql`(${sql.ref(column)} >= ${period.start.toString()}::date and ${sql.ref(column)} < ${period.end.toString()}::date)`;
  const late = isActivity([measure]) ? lateActivities(store) : lateEntries(store);
  const { rows } = await sql<Row>`
    select coalesce(s.cause, 'counted in another period') as cause, case when ${within('s.due_on')} then 'later' else 'earlier' end as side,
      count(distinct s.record_id)::int as records, sum(s.amount)::text as amount, s.currency
    from (${late}) s ${teamJoin(store, by)}
    where ${within('s.due_on')} <> ${within('s.counts_on')} and s.measure = ${measure} ${onlySubjects(scope)}
    group by 1, 2, s.currency order by 2 desc, 1`.execute(store.db);
  const of = isActivity([measure]) ? measure : 'deal';
  return rows.map((row) => ({ ...row, of, amount: BigInt(row.amount) }));
}
