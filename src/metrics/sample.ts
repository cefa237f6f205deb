import type { Metric } from './catalogue/metric.ts';
import type { Explanation } from './explain.ts';

/** On how many records a rate, a mean or a median stands. */
export interface Sample {
  readonly records: number;
  /** Below this many it is shown but not ranked. */
  readonly minimum: number;
  readonly isEnough: boolean;
}

/** The sample of a figure; undefined for sums, which need none, and where there is no number. */
export function sampleOf(
  { minimumSample: minimum }: Metric,
  { figure, lines }: Explanation,
): Sample | undefined {
  if (minimum <= 1 || figure.value.kind === 'none') return undefined;
  const records = new Set(lines.map(({ recordId }) => recordId)).size;
  return { records, minimum, isEnough: records >= minimum };
}
