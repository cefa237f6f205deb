import type { MetricContext } from '#metrics/context.ts';
import { readKnown } from './import.ts';
import { readAmount } from './amount.ts';
import type { Known } from './policy.ts';
import { splitPeriod, type SplitDepth } from './plan.ts';
import type { CompanyPlan } from './company-plan.ts';

/** A plan as it is typed into a form or a command line. */
export interface PlanTyped {
  /** An e-mail; empty for the company. */
  readonly who: string;
  readonly metric: string;
  readonly period: string;
  readonly amount: string;
  readonly curve: string;
  readonly depth: SplitDepth;
}

export type PlanField = 'who' | 'metric' | 'period' | 'amount' | 'curve';

export type PlanRead =
  | {
      readonly kind: 'plan';
      readonly plan: CompanyPlan;
      /** Whose it is; undefined for the company's. */
      readonly personId: string | undefined;
    }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Partial<Record<PlanField, string>>> };

/** Reads a plan; every mistake is said next to its field, all at once. */
export async function readPlan(context: MetricContext, typed: PlanTyped): Promise<PlanRead> {
  const known = await readKnown(context);
  const errors: Partial<Record<PlanField, string>> = {};
  const metric = known.metrics.find(({ id }) => id === typed.metric.trim().toLowerCase());
  if (!metric) errors.metric = `Quotas are set for ${known.metrics.map(({ id }) => id).join(', ')}.`;
  const whole = known.parsePeriod(typed.period);
  if (!whole) errors.period = 'Name a year or a quarter, such as 2027 or 2027-Q1.';
  const currency = metric?.unit === 'count' ? '' : known.currency;
  const amount = readAmount(typed.amount.trim(), currency);
  if ('problem' in amount) errors.amount = `${amount.problem}. ${amount.remedy}`;
  const person = personNamed(typed.who, known);
  if ('wrong' in person) errors.who = person.wrong;
  if (!metric || !whole || 'problem' in amount || 'wrong' in person) return { kind: 'wrong', errors };
  const { curve, depth } = typed;
  const split = splitPeriod(context.calendar, { amount: amount.ok, whole, depth, curve });
  if (split.kind === 'wrong') {
    return { kind: 'wrong', errors: { curve: `${split.problem}. ${split.remedy}` } };
  }
  return {
    kind: 'plan',
    personId: person.ok,
    plan: { metric: metric.id, whole, amount: amount.ok, currency, curve, parts: split.parts },
  };
}

function personNamed(
  who: string,
  { people }: Known,
): { readonly ok: string | undefined } | { readonly wrong: string } {
  const email = who.trim().toLowerCase();
  if (email === '') return { ok: undefined };
  const [id, ...others] = people.get(email) ?? [];
  if (id === undefined)
    return { wrong: `Nobody in Salesforce has the e-mail "${who.trim()}". Write it as it stands there.` };
  if (others.length === 0) return { ok: id };
  const remedy = 'Give each of them an e-mail of their own in Salesforce.';
  return { wrong: `${others.length + 1} people have this e-mail. ${remedy}` };
}
