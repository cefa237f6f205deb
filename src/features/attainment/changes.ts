import type { ExplainedLine } from '#metrics/explain.ts';
import type { Value } from '#model/figure.ts';
import type { Sums } from './trace.ts';

/** What one record adds to a figure now and did not before, or the other way round. */
export interface Change extends Sums {
  readonly kind: 'new' | 'gone' | 'changed';
  /** The record as it is part of the figure now, or as it was. */
  readonly line: ExplainedLine;
}

/**
 * What became of the records behind a figure between two moments, the largest change first. The changes sum exactly to
 * the difference of the two sums.
 */
export function changesBetween(
  before: readonly ExplainedLine[],
  after: readonly ExplainedLine[],
): readonly Change[] {
  const then = Map.groupBy(before, keyOf);
  const now = Map.groupBy(after, keyOf);
  const changes = [...new Set([...now.keys(), ...then.keys()])].flatMap((key) => {
    const [old, current] = [then.get(key) ?? [], now.get(key) ?? []];
    const line = current[0] ?? old[0];
    const change = {
      counts: sum(current, 'counts') - sum(old, 'counts'),
      against: sum(current, 'against') - sum(old, 'against'),
    };
    if (!line || (change.counts === 0n && change.against === 0n)) return [];
    const kind = old.length === 0 ? 'new' : current.length === 0 ? 'gone' : 'changed';
    return [{ ...change, kind, line } as const];
  });
  return changes.toSorted((a, b) => compare(size(b), size(a)));
}

/** The two integers that a figure shows; undefined where it shows no sum of lines. */
export function sumsOfValue(value: Value): Sums | undefined {
  switch (value.kind) {
    case 'money':
      return { counts: value.money.minor, against: 0n };
    case 'count':
      return { counts: value.count, against: 0n };
    case 'quotient':
    case 'mean_money':
      return { counts: value.sum, against: value.by };
    case 'mean_points':
    case 'days':
    case 'none':
      return undefined;
  }
}

/** One record may be credited to several people, and in several entries. */
function keyOf({ from, recordId, personId }: ExplainedLine): string {
  return `${from}/${recordId}/${personId}`;
}

function sum(lines: readonly ExplainedLine[], side: keyof Sums): bigint {
  return lines.reduce((total, line) => total + line[side], 0n);
}

function size({ counts, against }: Sums): bigint {
  const own = counts < 0n ? -counts : counts;
  return own === 0n ? (against < 0n ? -against : against) : own;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
