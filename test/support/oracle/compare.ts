import { exactText } from '#metrics/figure-rows.ts';
import type { Figure } from '#model/figure.ts';
import type { Oracle } from './oracle.ts';

/** A figure that differs from the oracle's. */
export interface Difference {
  readonly figure: string;
  readonly ours: string;
  readonly oracle: string;
}

/** Where figures and oracle disagree: a value, or a subject with something to show that has no figure at all. */
export function differences(figures: readonly Figure[], oracle: Oracle): readonly Difference[] {
  const [first] = figures;
  if (!first) return [];
  const { metric, period, subject } = first;
  const span = { start: period.start.toString(), end: period.end.toString() };
  const ours = new Map(figures.map((it) => [it.subject.id, exactText(it.value)]));
  const ids = new Set([...ours.keys(), ...oracle.subjects(subject.kind)]);
  return [...ids].flatMap((id) => {
    const theirs = oracle.value(metric, { kind: subject.kind, id }, span);
    const own = ours.get(id) ?? '(not listed)';
    const absent = own === '(not listed)' && isNothing(theirs);
    return own === theirs || absent
      ? []
      : [{ figure: `${metric} by ${subject.kind} ${id}, ${period.id}`, ours: own, oracle: theirs }];
  });
}

function isNothing(value: string): boolean {
  return value === '' || Number(value) === 0;
}
