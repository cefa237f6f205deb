/** A node of a plan: its share of what is above it, and how it is itself divided. */
export interface Branch<Name> {
  readonly name: Name;
  /** Any unit: only the proportion to its neighbours counts. */
  readonly weight: bigint;
  readonly parts: readonly Branch<Name>[];
}

export interface Allotted<Name> {
  readonly name: Name;
  readonly amount: bigint;
  readonly parts: readonly Allotted<Name>[];
}

/**
 * Divides a whole by weights so that the parts sum to it exactly: each is rounded down and what is left goes, unit by
 * unit, to the largest remainders, ties to the last part. 220,000.00 in thirds is 73,333.33, 73,333.33 and 73,333.34.
 * Without any weight all parts count the same. A negative whole is divided like its opposite.
 */
export function splitExactly(whole: bigint, weights: readonly bigint[]): readonly bigint[] {
  if (whole < 0n) return splitExactly(-whole, weights).map((part) => -part);
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) {
    return weights.length === 0
      ? []
      : splitExactly(
          whole,
          weights.map(() => 1n),
        );
  }
  const parts = weights.map((weight, at) => ({
    at,
    amount: (whole * weight) / total,
    rest: (whole * weight) % total,
  }));
  const left = whole - parts.reduce((sum, { amount }) => sum + amount, 0n);
  const favoured = new Set(
    parts
      .toSorted((a, b) => (a.rest === b.rest ? b.at - a.at : a.rest > b.rest ? -1 : 1))
      .slice(0, Number(left))
      .map(({ at }) => at),
  );
  return parts.map(({ at, amount }) => amount + (favoured.has(at) ? 1n : 0n));
}

/** Hands a whole down a plan, level by level: year to quarters to months. Each level sums to the one above. */
export function cascade<Name>(whole: bigint, branches: readonly Branch<Name>[]): readonly Allotted<Name>[] {
  const amounts = splitExactly(
    whole,
    branches.map(({ weight }) => weight),
  );
  return branches.map(({ name, parts }, at) => {
    const amount = amounts[at] ?? 0n;
    return { name, amount, parts: cascade(amount, parts) };
  });
}

/** What people are asked for in all, beside the target it is to secure. */
export interface OverAssignment {
  /** 125 %: street quota ÷ target. */
  readonly ratio: { readonly sum: bigint; readonly by: bigint };
  /** 80 %: the attainment at which the street reaches the target, target ÷ street quota. */
  readonly attainmentFactor: { readonly sum: bigint; readonly by: bigint };
  /** Street quota − target; negative where the street is asked for less than the plan. */
  readonly cushion: bigint;
}

/** Over-assignment of a street quota of 1,000,000 against a target of 800,000: 125 %, attainment factor 80 %. */
export function overAssignment(street: bigint, target: bigint): OverAssignment | undefined {
  if (street <= 0n || target <= 0n) return undefined;
  return {
    ratio: { sum: street, by: target },
    attainmentFactor: { sum: target, by: street },
    cushion: street - target,
  };
}
