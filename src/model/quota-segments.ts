import { divideRounded } from '#lib/money.ts';
import { splitExactly } from './quota-cascade.ts';

/** An exact fraction: a ramp of 10 of 45 stays one. */
export interface Share {
  readonly sum: bigint;
  readonly by: bigint;
}

/** Some days of a quota's period on which the same holds. */
export interface QuotaSegment {
  readonly from: string;
  readonly to: string;
  /** The quota of the whole period as it stands on these days, in minor units or a count. */
  readonly quota: bigint;
  /** How much of it is asked of the person: 1 normally, less while they ramp up, 0 on leave. */
  readonly ramp: Share;
  /** Days of the segment that count, working days or calendar days. */
  readonly days: number;
}

export interface EffectiveQuota {
  readonly amount: bigint;
  /** What each segment gives; they sum to the amount exactly. */
  readonly parts: readonly { readonly segment: QuotaSegment; readonly amount: bigint }[];
}

/**
 * Effective quota = sum over segments of quota × ramp × (days of the segment ÷ days of the period), rounded once.
 * 300,000 with 10 of 65 working days of leave is 253,846.15. The segments tile the period.
 */
export function effectiveQuota(segments: readonly QuotaSegment[]): EffectiveQuota {
  const days = segments.reduce((sum, segment) => sum + segment.days, 0);
  if (days === 0) return { amount: 0n, parts: segments.map((segment) => ({ segment, amount: 0n })) };
  const scale = segments.reduce((product, { ramp }) => leastCommonMultiple(product, ramp.by), 1n);
  const weights = segments.map(
    ({ quota, ramp, days: own }) => quota * BigInt(own) * ramp.sum * (scale / ramp.by),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const amount = divideRounded(total, BigInt(days) * scale);
  const amounts = total === 0n ? weights : splitExactly(amount, weights);
  return { amount, parts: segments.map((segment, at) => ({ segment, amount: amounts[at] ?? 0n })) };
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
