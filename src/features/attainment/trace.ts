import type { ExplainedLine, Explanation } from '#metrics/explain.ts';
import type { Metric, TraceTerm } from '#metrics/catalogue/metric.ts';
import type { LeftOut } from '#metrics/left-out.ts';

/** What is shown of the records behind a figure, and what the rest of them adds: together always the whole. */
export interface Trace {
  readonly shown: readonly ExplainedLine[];
  readonly shownSum: Sums;
  readonly restCount: number;
  readonly restSum: Sums;
  readonly total: Sums;
}

/** In the smallest unit: what is counted, and what it is divided by. */
export interface Sums {
  readonly counts: bigint;
  readonly against: bigint;
}

/** In which unit a sum is written. */
export type Unit = 'money' | 'days' | 'minutes' | 'number';

/** Keeps the first lines and sums up the others. */
export function traceOf({ lines, total }: Explanation, most: number): Trace {
  const shown = lines.slice(0, most);
  const rest = lines.slice(most);
  return { shown, shownSum: sumOf(shown), restCount: rest.length, restSum: sumOf(rest), total };
}

/** Why candidates were left out, the most frequent reason first, with some of their names. */
export function reasonsOf(
  leftOut: readonly LeftOut[],
): readonly { readonly reason: string; readonly names: readonly string[] }[] {
  return [...Map.groupBy(leftOut, ({ reason }) => reason)]
    .map(([reason, all]) => ({ reason, names: all.map(({ name }) => name) }))
    .toSorted((a, b) => b.names.length - a.names.length || (a.reason < b.reason ? -1 : 1));
}

/** The units of a metric's sums: of what is counted, and of what that is divided by, where it is divided. */
export function unitsOf({ trace }: Metric): { readonly counts: Unit; readonly against: Unit | undefined } {
  const counted = trace.find((term) => term.counts !== undefined);
  const divisor = trace.find((term) => term.against !== undefined);
  return {
    counts: counted ? unitOf(counted.from) : 'number',
    against: divisor && (divisor.against === 'one' ? 'number' : unitOf(divisor.from)),
  };
}

const MONEY: ReadonlySet<TraceTerm['from']> = new Set([
  'bookings',
  'open',
  'due',
  'quota',
  'lost_value',
  'forecast',
  'margin',
  'profit',
] as const);

/** The unit of what comes from one source. */
export function unitOf(from: TraceTerm['from']): Unit {
  if (MONEY.has(from)) return 'money';
  if (from === 'first_response') return 'minutes';
  return from === 'cycle_days' || from === 'stage_spell' ? 'days' : 'number';
}

function sumOf(lines: readonly ExplainedLine[]): Sums {
  return {
    counts: lines.reduce((sum, line) => sum + line.counts, 0n),
    against: lines.reduce((sum, line) => sum + line.against, 0n),
  };
}
