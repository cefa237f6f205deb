import type { ExplainedLine } from '#metrics/explain.ts';
import type { LeftOut } from '#metrics/left-out.ts';

/** What is shown of the records behind a figure, and what the others add: together always the whole. */
export interface Trace {
  readonly shown: readonly ExplainedLine[];
  readonly shownSum: Sums;
  /** Records that the reader may see and for which there is no room. */
  readonly rest: Part;
  /** Records that the reader may not see: they are only ever summed. */
  readonly others: Part;
  readonly total: Sums;
}

/** In the smallest unit: what is counted, and what it is divided by. */
export interface Sums {
  readonly counts: bigint;
  readonly against: bigint;
}

export interface Part extends Sums {
  readonly count: number;
}

/** Keeps the first lines that may be seen and sums up the others. */
export function traceOf(
  { seen, hidden }: { readonly seen: readonly ExplainedLine[]; readonly hidden: readonly ExplainedLine[] },
  most: number,
): Trace {
  const shown = seen.slice(0, most);
  return {
    shown,
    shownSum: sumOf(shown),
    rest: partOf(seen.slice(most)),
    others: partOf(hidden),
    total: sumOf([...seen, ...hidden]),
  };
}

/** Why candidates were left out, the most frequent reason first, with some of their names. */
export function reasonsOf(
  leftOut: readonly LeftOut[],
): readonly { readonly reason: string; readonly names: readonly string[] }[] {
  return [...Map.groupBy(leftOut, ({ reason, group }) => group ?? reason)]
    .map(([reason, all]) => ({ reason, names: all.map(({ name }) => name) }))
    .toSorted((a, b) => b.names.length - a.names.length || (a.reason < b.reason ? -1 : 1));
}

function partOf(lines: readonly ExplainedLine[]): Part {
  return { count: lines.length, ...sumOf(lines) };
}

function sumOf(lines: readonly ExplainedLine[]): Sums {
  return {
    counts: lines.reduce((sum, line) => sum + line.counts, 0n),
    against: lines.reduce((sum, line) => sum + line.against, 0n),
  };
}
