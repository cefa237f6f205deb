import type { Commitment, DealToLookAt } from '#feature.ts';
import { type Day, isBefore } from '#lib/days.ts';
import { nextStep, type NextStep } from '#model/next-step.ts';

/** The one thing to do first: something agreed, or a deal that needs a look. */
export type Next = Exclude<NextStep<Commitment, DealToLookAt, never>, { readonly kind: 'praise' }>;

/** What was agreed is the next step in its last week, and from then on. */
const SOON = { days: 7 };

/** What comes first of what is open, as the weekly digest decides it. */
export function nextOf({
  commitments,
  deals,
  today,
}: {
  readonly commitments: readonly Commitment[];
  readonly deals: readonly DealToLookAt[];
  readonly today: Day;
}): Next | undefined {
  const soon = commitments.filter(({ dueOn }) => isBefore(dueOn, today.add(SOON)));
  const step = nextStep<Commitment, DealToLookAt, never>({
    commitments: soon,
    risks: deals,
    up: [],
    today,
  });
  return step?.kind === 'praise' ? undefined : step;
}
