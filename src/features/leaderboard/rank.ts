import type { Figure, Value } from '#model/figure.ts';

/**
 * Competition ranking: equal results share a place and the next is skipped (1, 2, 2, 4). Among equals the name
 * decides the order in which they are shown, never the place.
 */
export function rankFigures(
  figures: readonly Figure[],
  direction: 'up' | 'down' | 'none',
): readonly { readonly figure: Figure; readonly rank: number }[] {
  const better = direction === 'down' ? compareValues : (a: Value, b: Value) => compareValues(b, a);
  const sorted = figures.toSorted((a, b) => better(a.value, b.value) || byName(a, b));
  let rank = 0;
  return sorted.map((figure, index) => {
    const above = sorted[index - 1];
    if (!above || compareValues(above.value, figure.value) !== 0) rank = index + 1;
    return { figure, rank };
  });
}

/** Exact order of two values of one metric: quotients by cross-multiplication, never through decimals. */
function compareValues(a: Value, b: Value): number {
  const [left, right] = [fraction(a), fraction(b)];
  const difference = left.sum * right.by - right.sum * left.by;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

function fraction(value: Value): { readonly sum: bigint; readonly by: bigint } {
  switch (value.kind) {
    case 'money':
      return { sum: value.money.minor, by: 1n };
    case 'count':
      return { sum: value.count, by: 1n };
    case 'quotient':
    case 'mean_money':
    case 'mean_points':
      return value;
    case 'days':
      // Medians of whole days end in .0 or .5.
      return { sum: BigInt(Math.round(Number(value.days) * 2)), by: 2n };
    case 'none':
      return { sum: 0n, by: 1n };
  }
}

function byName(a: Figure, b: Figure): number {
  return a.subject.name.localeCompare(b.subject.name, 'en') || (a.subject.id < b.subject.id ? -1 : 1);
}
