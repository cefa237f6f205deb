import type { Commitment } from '#feature.ts';
import { type Day, isBefore } from '#lib/days.ts';
import { type Risk, stateOf } from './risk.ts';

/** What somebody was told of deals, and what was done about them. */
export interface Known {
  /** By deal: what was last said of it to this reader. */
  readonly said: ReadonlyMap<string, string>;
  /** By deal: the states somebody has taken in hand or called handled. */
  readonly acted: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface News {
  /** Named: new, or different from what was said. */
  readonly named: readonly Risk[];
  /** As new, and no longer room for them. */
  readonly more: readonly Risk[];
  /** Said before or in somebody's hands, and unchanged since. */
  readonly unchanged: number;
}

/** Nothing is said twice unless it changed. */
export function newsOf(risks: readonly Risk[], known: Known, most: number): News {
  const isKnown = ({ deal, reasons }: Risk) => {
    const state = stateOf(reasons);
    return known.said.get(deal.id) === state || known.acted.get(deal.id)?.has(state) === true;
  };
  const fresh = risks.filter((risk) => !isKnown(risk));
  return {
    named: fresh.slice(0, most),
    more: fresh.slice(most),
    unchanged: risks.length - fresh.length,
  };
}

/** By what a commitment is remembered: that it is due is said once, and once that it is overdue. */
export function commitmentState({ id, dueOn }: Commitment, today: Day): readonly [string, string] {
  return [`agreed/${id}`, `${isBefore(dueOn, today) ? 'overdue' : 'due'}:${dueOn.toString()}`];
}

/** The commitments that were not said as they stand. */
export function newCommitments(
  commitments: readonly Commitment[],
  { said, today }: { readonly said: ReadonlyMap<string, string>; readonly today: Day },
): readonly Commitment[] {
  return commitments.filter((one) => {
    const [key, state] = commitmentState(one, today);
    return said.get(key) !== state;
  });
}

/** What is remembered as said: of the deals at risk those named now and those named before, as they stand. */
export function rememberedOf(
  risks: readonly Risk[],
  { named, said }: { readonly named: readonly Risk[]; readonly said: ReadonlyMap<string, string> },
): Readonly<Record<string, string>> {
  const isNamed = new Set(named.map(({ deal }) => deal.id));
  const kept = risks.filter(
    ({ deal, reasons }) => isNamed.has(deal.id) || said.get(deal.id) === stateOf(reasons),
  );
  return Object.fromEntries(kept.map(({ deal, reasons }) => [deal.id, stateOf(reasons)]));
}
