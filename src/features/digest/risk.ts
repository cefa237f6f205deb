import { type Day, daysBetween, isBefore } from '#lib/days.ts';

/** An open deal as far as its risk hangs on it. */
export interface DealFacts {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** In the smallest unit of `currency`; null while nobody has put one in. */
  readonly amount: bigint | null;
  readonly currency: string;
  readonly closeOn: Day;
  /** The latest call, e-mail, meeting or change of stage; else the day it was created. */
  readonly touchedOn: Day;
  /** How often its close date went to a later month. */
  readonly pushes: number;
  /** Undefined where nobody fills the field in: then it says nothing that it is empty. */
  readonly hasNextStep: boolean | undefined;
}

/** From where on a deal is at risk; an admin sets it for everybody. */
export interface RiskRules {
  /** Days without any activity. */
  readonly idleDays: number;
  readonly pushes: number;
  /** Whether an empty next step alone is a reason to name a deal. */
  readonly nextStepAlone: boolean;
}

/** The words a manager can act on: no score, the reasons themselves. */
export type Reason =
  | { readonly kind: 'overdue'; readonly closeOn: Day; readonly days: number }
  | { readonly kind: 'pushed'; readonly times: number }
  | { readonly kind: 'idle'; readonly since: Day; readonly days: number }
  | { readonly kind: 'no_next_step' };

export interface Risk {
  readonly deal: DealFacts;
  /** The most serious first, never empty. */
  readonly reasons: readonly Reason[];
}

/** Why a deal is at risk; empty when it is not. A deal due today is not overdue yet. */
export function reasonsOf(deal: DealFacts, rules: RiskRules, today: Day): readonly Reason[] {
  const late = daysBetween(deal.closeOn, today);
  const idle = daysBetween(deal.touchedOn, today);
  const reasons: readonly Reason[] = [
    ...(isBefore(deal.closeOn, today)
      ? [{ kind: 'overdue', closeOn: deal.closeOn, days: late } as const]
      : []),
    ...(deal.pushes >= rules.pushes ? [{ kind: 'pushed', times: deal.pushes } as const] : []),
    ...(idle >= rules.idleDays ? [{ kind: 'idle', since: deal.touchedOn, days: idle } as const] : []),
    ...(deal.hasNextStep === false ? [{ kind: 'no_next_step' } as const] : []),
  ];
  const [first, ...others] = reasons;
  return first?.kind === 'no_next_step' && others.length === 0 && !rules.nextStepAlone ? [] : reasons;
}

/** The deals at risk: those with most reasons first, of as many the largest, then by name. */
export function risksOf(deals: readonly DealFacts[], rules: RiskRules, today: Day): readonly Risk[] {
  return deals
    .map((deal) => ({ deal, reasons: reasonsOf(deal, rules, today) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted(bySeriousness);
}

/**
 * What is said of a deal, to be compared a week later: a further push or another close date is news, and so is that it
 * lies idle again after somebody worked on it; one more idle week is not.
 */
export function stateOf(reasons: readonly Reason[]): string {
  return reasons.map(partOf).join(' ');
}

function partOf(reason: Reason): string {
  if (reason.kind === 'overdue') return `overdue:${reason.closeOn.toString()}`;
  if (reason.kind === 'idle') return `idle:${reason.since.toString()}`;
  return reason.kind === 'pushed' ? `pushed:${reason.times}` : reason.kind;
}

function bySeriousness(a: Risk, b: Risk): number {
  if (a.reasons.length !== b.reasons.length) return b.reasons.length - a.reasons.length;
  const [mine, other] = [a.deal.amount ?? -1n, b.deal.amount ?? -1n];
  if (mine !== other) return mine < other ? 1 : -1;
  return compare(`${a.deal.name} ${a.deal.id}`, `${b.deal.name} ${b.deal.id}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
