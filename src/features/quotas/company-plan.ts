import type { Period } from '#model/period.ts';

import { type Allotted, type OverAssignment, overAssignment } from '#model/quota-cascade.ts';
import { type MetricContext, viewpoint } from '#metrics/context.ts';
import { readQuotas } from '#metrics/quota.ts';
import type { Store } from '#store/store.ts';
import { allParts } from './plan.ts';

export interface CompanyPlan {
  readonly metric: string;
  readonly whole: Period;
  /** Minor units of the currency, or a count where it is ''. */
  readonly amount: bigint;
  readonly currency: string;
  readonly curve: string;
  readonly parts: readonly Allotted<Period>[];
}

/** Keeps a company's plan with all its parts; an earlier plan for the same days stays and no longer counts. */
export async function savePlan(
  context: MetricContext,
  plan: CompanyPlan,
  { by, reason }: { readonly by: string; readonly reason: string | null },
): Promise<void> {
  const parts = [{ name: plan.whole, amount: plan.amount }, ...allParts(plan.parts)];
  await context.store.db
    .insertInto('company_plan')
    .values(
      parts.map(({ name, amount }) => ({
        metric: plan.metric,
        start_on: name.start.toString(),
        end_on: name.end.toString(),
        amount,
        currency: plan.currency,
        curve: plan.curve,
        made_by: by,
        made_at: context.now.toString(),
        reason,
      })),
    )
    .execute();
}

/** A part of a plan that is not divided further; days are ISO texts, `end` is exclusive. */
export interface PlanPart {
  readonly start: string;
  readonly end: string;
  readonly amount: bigint;
}

/** The company's latest plan for just these days, with its finest parts, which sum to it. */
export async function readCompanyPlan(
  store: Store,
  metric: string,
  { start, end }: Period,
): Promise<
  { readonly amount: bigint; readonly currency: string; readonly finest: readonly PlanPart[] } | undefined
> {
  const rows = await store.db
    .selectFrom('company_plan')
    .select(['start_on as start', 'end_on as end', 'amount', 'currency', 'made_at'])
    .where('metric', '=', metric)
    .where('start_on', '>=', start.toString())
    .where('end_on', '<=', end.toString())
    .orderBy('id', 'desc')
    .execute();
  const isWhole = (row: PlanPart) => row.start === start.toString() && row.end === end.toString();
  const whole = rows.find(isWhole);
  if (!whole) return undefined;
  const own = rows.filter(
    (row, at) =>
      row.made_at === whole.made_at &&
      rows.findIndex((it) => it.start === row.start && it.end === row.end) === at,
  );
  const finest = own
    .filter((row) => !own.some((it) => it !== row && row.start <= it.start && it.end <= row.end))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return { amount: whole.amount, currency: whole.currency, finest };
}

export interface PlanStanding extends OverAssignment {
  /** What all people together are asked for, and what the company plans. */
  readonly street: bigint;
  readonly target: bigint;
  readonly currency: string;
}

/** What people are asked for in all beside the company's plan for just these days; undefined without either. */
export async function readPlanStanding(
  context: MetricContext,
  metric: string,
  period: Period,
): Promise<PlanStanding | undefined> {
  const plan = await context.store.db
    .selectFrom('company_plan')
    .select(['amount', 'currency'])
    .where('metric', '=', metric)
    .where('start_on', '=', period.start.toString())
    .where('end_on', '=', period.end.toString())
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!plan) return undefined;
  const scope = { by: 'company', period, view: viewpoint(context, undefined), only: undefined } as const;
  const quotas = await readQuotas(context.store, metric, scope);
  const street = quotas(plan.currency).get('all');
  if (street?.kind !== 'quota') return undefined;
  const over = overAssignment(street.amount, plan.amount);
  return over && { ...over, street: street.amount, target: plan.amount, currency: plan.currency };
}
