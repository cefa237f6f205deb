import type { Value } from '#model/figure.ts';

/** A figure as it is compared. */
export interface Reading {
  /** A share, a count, days, or money in minor units. */
  readonly value: number;
  /** On how many records it stands. */
  readonly sample: number;
  readonly kind: 'share' | 'mean' | 'count';
}

/** The number to compare; undefined where there is none. */
export function readingOf(value: Value): Reading | undefined {
  switch (value.kind) {
    case 'quotient':
      return quotient(value, value.per === 'ratio' ? 'share' : 'mean');
    case 'mean_money':
    case 'mean_points':
      return quotient(value, 'mean');
    case 'count':
      return { value: Number(value.count), sample: Number(value.count), kind: 'count' };
    case 'money':
    case 'days':
    case 'none':
      return undefined;
  }
}

function quotient(
  { sum, by }: { readonly sum: bigint; readonly by: bigint },
  kind: Reading['kind'],
): Reading | undefined {
  return by <= 0n ? undefined : { value: Number(sum) / Number(by), sample: Number(by), kind };
}

/** One period of somebody and of their peers. */
export interface Beside {
  readonly own: Reading;
  readonly peers: readonly Reading[];
}

/** How somebody stands to the middle of their peers in one period. */
export interface Place {
  /** The median of the peers. */
  readonly middle: number;
  /** Own ÷ middle − 1: −0.3 is 30 % less. */
  readonly distance: number;
  /** The distance in spreads, above the middle positive. */
  readonly spreads: number;
}

/** A median absolute deviation times this is a standard deviation where values are normal. */
const MAD_TO_SD = 1.4826;
/** People differ by this much, however alike a handful of them may look. */
const LEAST_SPREAD = 0.1;
/** Of amounts and durations of single deals: their standard deviation as a part of their mean, assumed rather wide. */
const SCATTER = 0.8;

/**
 * Where somebody stands among peers in several periods. Medians, so that one star moves nothing; the spread is that of
 * the peers over all periods together, and never less than chance alone makes of so few records. Undefined where the
 * peers' middle is nothing.
 */
export function placesOf(periods: readonly Beside[]): readonly Place[] | undefined {
  const middles = periods.map(({ peers }) => median(peers.map(({ value }) => value)));
  if (middles.some((middle) => middle <= 0)) return undefined;
  const distances = periods.flatMap(({ peers }, at) =>
    peers.map(({ value }) => Math.abs(value / (middles[at] ?? 1) - 1)),
  );
  const among = MAD_TO_SD * median(distances);
  return periods.map(({ own }, at) => {
    const middle = middles[at] ?? 1;
    const distance = own.value / middle - 1;
    const spread = Math.max(LEAST_SPREAD, among, chance(own, middle));
    return { middle, distance, spreads: distance / spread };
  });
}

/**
 * How far chance alone moves a figure, as a part of the middle: shares are binomial, counts are Poisson, single deals and
 * durations are taken to scatter by a part of their mean.
 */
function chance({ kind, sample }: Reading, middle: number): number {
  switch (kind) {
    case 'share':
      return Math.sqrt((middle * Math.max(0, 1 - middle)) / sample) / middle;
    case 'count':
      return 1 / Math.sqrt(middle);
    case 'mean':
      return SCATTER / Math.sqrt(sample);
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(at) - 1], sorted[Math.floor(at)]];
  return (low + high) / 2;
}
