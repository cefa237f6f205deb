/** How long something took, or has taken so far. */
export interface Wait {
  readonly length: bigint;
  readonly isRunning: boolean;
}

export type Waited =
  | { readonly kind: 'reached'; readonly length: bigint }
  /** Too many still run to tell: the percentile is longer than the longest of them so far. */
  | { readonly kind: 'beyond'; readonly longest: bigint };

/** Products of floating-point shares are exact to far more digits than this. */
const TINY = 1e-9;

/**
 * The length within which a share of all waits is over, with those still running counted as "at least so long": the
 * product-limit estimate of Kaplan and Meier (1958). Without running ones it is the smallest length that this share
 * does not exceed. Undefined without any wait.
 */
export function waitedBy(share: number, waits: readonly Wait[]): Waited | undefined {
  const sorted = waits.toSorted((a, b) => (a.length < b.length ? -1 : Number(a.length > b.length)));
  const longest = sorted.at(-1)?.length;
  if (longest === undefined) return undefined;
  let remaining = 1;
  let from = 0;
  while (from < sorted.length) {
    const length = sorted[from]?.length ?? 0n;
    const next = sorted.findIndex((it, index) => index > from && it.length !== length);
    const same = sorted.slice(from, next < 0 ? sorted.length : next);
    const over = same.filter((it) => !it.isRunning).length;
    remaining *= 1 - over / (sorted.length - from);
    if (over > 0 && remaining <= 1 - share + TINY) return { kind: 'reached', length };
    from += same.length;
  }
  return { kind: 'beyond', longest };
}
