/** How a year's quota is spread over its parts, in hundredths of a percent, first part first. */
export type Curve = readonly bigint[];

export type ReadCurve =
  | { readonly kind: 'curve'; readonly curve: Curve }
  | { readonly kind: 'wrong'; readonly problem: string; readonly remedy: string };

const WHOLE = 10_000n;
const EXAMPLE = 'Write percentages that sum to 100, such as 22/24/26/28, or even.';

/**
 * Reads a seasonal curve such as "22/24/26/28", or twelve numbers for months; "even" spreads alike over `parts`.
 * The shares must sum to 100 %; thirds may be written as 33.33/33.33/33.34.
 */
export function readCurve(text: string, parts: number): ReadCurve {
  const words = text.trim().toLowerCase();
  if (words === '' || words === 'even') {
    return { kind: 'curve', curve: Array.from({ length: parts }, () => 1n) };
  }
  const shares = words.split(/[\s/;,]+/).map((part) => shareOf(part));
  const known = shares.filter((share) => share !== undefined);
  if (known.length < shares.length) {
    return { kind: 'wrong', problem: `"${text.trim()}" is no list of percentages`, remedy: EXAMPLE };
  }
  if (known.length !== parts) {
    const problem = `there are ${known.length} shares for ${parts} parts`;
    return { kind: 'wrong', problem, remedy: EXAMPLE };
  }
  const total = known.reduce((sum, share) => sum + share, 0n);
  if (total === WHOLE) return { kind: 'curve', curve: known };
  return { kind: 'wrong', problem: `the shares sum to ${percentText(total)}`, remedy: EXAMPLE };
}

/** A percentage as a person types it, "22" or "33.33%", in hundredths of a percent. */
export function shareOf(text: string): bigint | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return undefined;
  const share = BigInt(match[1] ?? '') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  return share <= WHOLE ? share : undefined;
}

/** 3333 → "33.33%". */
export function percentText(share: bigint): string {
  const rest = share % 100n;
  const decimals = rest === 0n ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
  return `${share / 100n}${decimals}%`;
}

/** A part of a period that a curve gives a share to. */
export interface CurvePart {
  readonly weight: bigint;
  /** Working days of the part, and how many of them have passed. */
  readonly days: bigint;
  readonly passed: bigint;
}

/**
 * The share of a quota that a seasonal curve expects by now: the parts that are over count whole, the one that runs by
 * its working days. 22/24/26/28 % halfway through the second quarter expects 34 %. Undefined without days or weight.
 */
export function expectedShare(
  parts: readonly CurvePart[],
): { readonly sum: bigint; readonly by: bigint } | undefined {
  const usable = parts.filter(({ days }) => days > 0n);
  const total = usable.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) return undefined;
  const scale = usable.reduce((product, { days }) => product * days, 1n);
  const sum = usable.reduce((all, { weight, days, passed }) => all + (weight * passed * scale) / days, 0n);
  return { sum, by: total * scale };
}
