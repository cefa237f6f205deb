import type { Period } from '#model/period.ts';

import { type Allotted, type OverAssignment, overAssignment } from '#model/quota-cascade.ts';
import { type MetricContext, viewpoint } from '#metrics/context.ts';
import { readQuotas } from '#metrics/quota.ts';
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
