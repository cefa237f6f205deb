import type { Period } from '#model/period.ts';
import type { Allotted } from '#model/quota-cascade.ts';
import type { MetricContext } from '#metrics/context.ts';
import { applyWishes, type Applied, previewChanges, whenOf } from './change.ts';
import type { CompanyPlan } from './company-plan.ts';
import { allParts, finestParts } from './plan.ts';
import type { QuotaWish } from './wish.ts';

/** A plan for one person. */
export interface PersonalPlan extends CompanyPlan {
  readonly personId: string;
}

/**
 * The quotas a person's plan asks for: one for each of its finest parts. Quotas of their own for the longer periods are
 * withdrawn, so that these are the sum of their parts.
 */
function wishesOf(plan: PersonalPlan): readonly QuotaWish[] {
  const finest = new Set(finestParts(plan.parts));
  const all: readonly Allotted<Period>[] = [
    { name: plan.whole, amount: plan.amount, parts: plan.parts },
    ...allParts(plan.parts),
  ];
  return all.map((part) => {
    const isFinest = finest.has(part);
    return {
      personId: plan.personId,
      metric: plan.metric,
      start: part.name.start.toString(),
      end: part.name.end.toString(),
      amount: isFinest ? part.amount : 0n,
      currency: plan.currency,
      weight: null,
      effectiveOn: null,
      reason: null,
      ...(isFinest ? {} : { withdraws: true }),
    };
  });
}

interface Decided {
  readonly by: string;
  readonly reason: string | null;
  readonly dryRun: boolean;
}

/** Sets a person's quotas by their plan, as one batch; on a dry run says what would change. */
export async function applyPlan(
  context: MetricContext,
  plan: PersonalPlan,
  { by, reason, dryRun }: Decided,
): Promise<Applied> {
  const { store, now } = context;
  const when = whenOf(context);
  const wishes = wishesOf(plan);
  if (dryRun) return { changes: await previewChanges(store, wishes, when), batchId: undefined };
  const decision = { ...when, now, kind: 'split', source: 'plan', reason } as const;
  return applyWishes(store, wishes, { ...decision, madeBy: by, approvedBy: by });
}
