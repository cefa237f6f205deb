/** Two-sided 95 % of the normal distribution. */
const Z = 1.959964;

export interface Interval {
  /** Shares of the whole, 0 to 1. */
  readonly low: number;
  readonly high: number;
}

/**
 * Between which shares the true rate lies with 95 % confidence when `won` of `n` were won: the score interval of
 * Wilson (1927), which holds for few and for extreme outcomes too. 12 of 30 lie between 24.6 % and 57.7 %.
 */
export function wilson(won: number, n: number): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const share = won / n;
  const weight = 1 + Z ** 2 / n;
  const middle = (share + Z ** 2 / (2 * n)) / weight;
  const half = (Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))) / weight;
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
