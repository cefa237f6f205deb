import { factOn, EVER } from './placement.ts';

/** What is known about a person with dates. */
export const FACT_KINDS = [
  'manager',
  'role',
  'territory',
  'team',
  'location',
  'ramp',
  'leave',
  'employment',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/**
 * What held for a person over [from, to), as ISO days or EVER and FOREVER. The value is an id for manager, role and
 * territory; a name for team and location; a share such as 0.5 for ramp; a word for leave; and for employment
 * `employed` or `left`.
 */
export interface PersonFact {
  readonly personId: string;
  readonly kind: FactKind;
  readonly value: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Lays corrections over what was learnt: for each person and kind, facts that never overlap, oldest first. Both lists
 * may hold many people and kinds; corrections are in the order in which they were made. A correction without a value
 * leaves its days without a fact.
 */
export function correctedFacts(
  learnt: readonly PersonFact[],
  corrections: readonly PersonFact[],
): readonly PersonFact[] {
  const kept = Map.groupBy(learnt, keyOf);
  const said = Map.groupBy(corrections, keyOf);
  const keys = [...new Set([...kept.keys(), ...said.keys()])];
  return keys.flatMap((key) => corrected(kept.get(key) ?? [], said.get(key) ?? []));
}

function keyOf({ personId, kind }: PersonFact): string {
  return `${kind} ${personId}`;
}

function corrected(learnt: readonly PersonFact[], corrections: readonly PersonFact[]): readonly PersonFact[] {
  const all = [...learnt, ...corrections];
  const days = [...new Set([EVER, ...all.flatMap((it) => [it.from, it.to])])].sort();
  const pieces = days.slice(0, -1).flatMap((from, nth): readonly PersonFact[] => {
    const held = factOn(corrections, from) ?? factOn(learnt, from);
    const to = days[nth + 1];
    return held && held.value !== '' && to !== undefined ? [{ ...held, from, to }] : [];
  });
  return joinedFacts(pieces);
}

/** Joins facts that meet and say the same. They are of one person and kind, oldest first. */
export function joinedFacts(facts: readonly PersonFact[]): readonly PersonFact[] {
  const joined: PersonFact[] = [];
  for (const next of facts) {
    const last = joined.at(-1);
    if (last && last.to === next.from && last.value === next.value)
      joined[joined.length - 1] = { ...last, to: next.to };
    else joined.push(next);
  }
  return joined;
}
