import { exactText } from '#metrics/figure-rows.ts';
import type { Explanation } from '#metrics/explain.ts';
import type { Figure } from '#model/figure.ts';
import type { OracleLine } from './lines.ts';
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

/** Where the records behind a figure and the oracle's disagree. */
export function lineDifferences({ figure, lines }: Explanation, oracle: Oracle): readonly Difference[] {
  const { metric, period, subject } = figure;
  const span = { start: period.start.toString(), end: period.end.toString() };
  const ours = byRecord(lines.map(({ recordId: id, counts, against }) => ({ id, counts, against })));
  const theirs = byRecord(oracle.lines(metric, { kind: subject.kind, id: subject.id }, span));
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((id) => {
    const [own, other] = [ours.get(id) ?? '', theirs.get(id) ?? ''];
    const figureName = `${metric} by ${subject.kind} ${subject.id}, ${period.id}: ${id}`;
    return own === other ? [] : [{ figure: figureName, ours: own, oracle: other }];
  });
}

/** "500 of 2" for each record. */
function byRecord(lines: readonly OracleLine[]): ReadonlyMap<string, string> {
  const sum = (own: readonly OracleLine[], of: 'counts' | 'against') =>
    own.reduce((total, it) => total + it[of], 0n);
  return new Map(
    [...Map.groupBy(lines, (it) => it.id)].map(([id, own]) => [
      id,
      `${sum(own, 'counts')} of ${sum(own, 'against')}`,
    ]),
  );
}

function isNothing(value: string): boolean {
  return value === '' || Number(value) === 0;
}
