import { Refusal } from '#lib/errors.ts';
import type { Period } from '#model/period.ts';
import { type OverAssignment, overAssignment, splitExactly } from '#model/quota-cascade.ts';
import { shareOf } from '#model/quota-curve.ts';
import { amountOf } from '#metrics/catalogue/attainment.ts';
import { type MetricContext, viewpoint } from '#metrics/context.ts';
import { readQuotas } from '#metrics/quota.ts';
import { readFigures } from '#metrics/read.ts';
import { type PlanPart, readCompanyPlan } from './company-plan.ts';
import type { QuotaWish } from './wish.ts';
import { metricWords } from './words.ts';

/** By what a company's plan is divided over people. */
export const SHARES = {
  even: 'The same for everybody',
  quota: 'As the quotas of the period before',
  attained: 'As what was reached in the period before',
} as const;
export type SharedBy = keyof typeof SHARES;

export interface SpreadAsked {
  readonly metric: string;
  readonly whole: Period;
  readonly by: SharedBy;
  /** What people are asked for in all, in percent of the plan: "125". */
  readonly over: string;
}

export interface PlanForPeople {
  readonly wishes: readonly QuotaWish[];
  readonly people: number;
  /** What people are asked for, and what the company plans. */
  readonly street: bigint;
  readonly target: bigint;
  readonly currency: string;
  readonly over: OverAssignment | undefined;
}

/**
 * The company's plan for a period, handed to people: each of its finest parts, times the over-assignment, is divided by
 * their weights, so that what people are asked for sums to it exactly. People are those who are here and have a quota
 * for the metric in the period, or had one in the period before. @throws Refusal without a plan or people.
 */
export async function spreadOverPeople(
  context: MetricContext,
  { metric, whole, by, over }: SpreadAsked,
): Promise<PlanForPeople> {
  const percent = readOver(over);
  if (percent === undefined) throw new Refusal(...wrongOver(over));
  const plan = await readCompanyPlan(context.store, metric, whole);
  if (plan === undefined)
    throw new Refusal(
      `The company has no plan for ${metricWords(metric)} in ${whole.id}.`,
      'Split a plan for the whole company first.',
    );
  const { currency, amount: target, finest } = plan;
  const people = await weightsOf(context, { metric, whole, by, currency });
  if (people.length === 0)
    throw new Refusal(
      `Nobody has a quota for ${metricWords(metric)} in ${whole.id} or had one before.`,
      'Import quotas first: the plan is spread over those who have one.',
    );
  const wishes = wishesFor(finest, people, { metric, whole, currency, percent });
  const street = wishes.reduce((sum, { amount }) => sum + amount, 0n);
  const asked = { people: people.length, street, target, currency };
  return { wishes, ...asked, over: overAssignment(street, target) };
}

interface Weighted {
  readonly personId: string;
  readonly weight: bigint;
}

/** Pure: a wish for each person and finest part, and the withdrawal of quotas for the whole where that has parts. */
export function wishesFor(
  finest: readonly PlanPart[],
  people: readonly Weighted[],
  {
    metric,
    whole,
    currency,
    percent,
  }: {
    readonly metric: string;
    readonly whole: Period;
    readonly currency: string;
    /** In hundredths of a percent. */
    readonly percent: bigint;
  },
): readonly QuotaWish[] {
  const rest = { metric, currency, weight: null, effectiveOn: null, reason: null };
  const days = { start: whole.start.toString(), end: whole.end.toString() };
  const parts = finest.flatMap(({ start, end, amount }) => {
    const street = (amount * percent) / 10_000n;
    const amounts = splitExactly(
      street,
      people.map(({ weight }) => weight),
    );
    return people.map(({ personId }, at) => ({ ...rest, personId, start, end, amount: amounts[at] ?? 0n }));
  });
  if (finest.length < 2) return parts;
  const withdrawn = people.map(({ personId }) => ({
    ...rest,
    ...days,
    personId,
    amount: 0n,
    withdraws: true,
  }));
  return [...withdrawn, ...parts];
}

/** "125" → 12,500 hundredths. Above 100 %, what `shareOf` takes, the street is asked for more than the plan. */
export function readOver(text: string): bigint | undefined {
  const typed = text.trim().replace(/\s*%$/, '');
  const more = /^[1-3]\d\d$/.test(typed) ? BigInt(typed) * 100n : shareOf(typed);
  return more !== undefined && more > 0n ? more : undefined;
}

/** What is wrong with what `readOver` could not read, and the remedy. */
export function wrongOver(text: string): readonly [problem: string, remedy: string] {
  return [`"${text}" is no percentage from 1 to 399.`, 'Write one such as 100 or 125.'];
}

async function weightsOf(
  context: MetricContext,
  {
    metric,
    whole,
    by,
    currency,
  }: { readonly metric: string; readonly whole: Period; readonly by: SharedBy; readonly currency: string },
): Promise<readonly Weighted[]> {
  const before = context.calendar.previous(whole);
  const people = await peopleWithQuotas(context, metric, before ? { ...whole, start: before.start } : whole);
  if (by === 'even' || before === undefined) return people.map((personId) => ({ personId, weight: 1n }));
  const weights = by === 'quota' ? await quotasIn(context, { metric, period: before, currency }) : new Map();
  if (by === 'attained') {
    const figures = await readFigures(context, { metric, by: 'person', period: before, subjectIds: people });
    for (const { subject, value } of figures) weights.set(subject.id, amountOf(value) ?? 0n);
  }
  return people.map((personId) => {
    const weight: bigint = weights.get(personId) ?? 0n;
    return { personId, weight: weight > 0n ? weight : 0n };
  });
}

async function quotasIn(
  context: MetricContext,
  {
    metric,
    period,
    currency,
  }: { readonly metric: string; readonly period: Period; readonly currency: string },
): Promise<Map<string, bigint>> {
  const scope = { by: 'person', period, view: viewpoint(context, undefined), only: undefined } as const;
  const quotas = (await readQuotas(context.store, metric, scope))(currency);
  return new Map([...quotas].flatMap(([id, it]) => (it.kind === 'quota' ? [[id, it.amount] as const] : [])));
}

async function peopleWithQuotas(
  { store }: MetricContext,
  metric: string,
  span: Period,
): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom('quota')
    .innerJoin('person', 'person.id', 'quota.person_id')
    .select('person.id')
    .distinct()
    .where('person.is_active', '=', true)
    .where('quota.metric', '=', metric)
    .where('quota.start_on', '<', span.end.toString())
    .where('quota.end_on', '>', span.start.toString())
    .orderBy('person.id')
    .execute();
  return rows.map(({ id }) => id);
}
