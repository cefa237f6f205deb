import type { Remark, Value } from '#model/figure.ts';
import { amountOf } from './attainment.ts';
import type { Ingredients, Metric, WeightedQuotas } from './metric.ts';

type Part = Extract<WeightedQuotas, { readonly kind: 'weights' }>['parts'][number];

/** Attainment over all of a person's quotas, for these metrics: each counts by its weight. */
export function weightedAttainment(metrics: readonly Metric[]): Metric {
  const known = new Map(metrics.map((metric) => [metric.id, metric]));
  return {
    id: 'attainment_weighted',
    version: 1,
    name: 'Weighted attainment',
    definition:
      'Attainment over all quotas of a person that have a weight; the weights must sum to 100%. Never cut off at 100%.',
    formula: 'sum of weight × attainment over the quotas',
    unit: 'ratio',
    direction: 'up',
    minimumSample: 1,
    measures: [...new Set(metrics.flatMap(({ measures }) => measures))],
    lines: [...new Set(metrics.flatMap(({ lines = [] }) => lines))],
    needs: ['weights'],
    compute: (given) => weighted(known, given),
    trace: [
      { from: 'weighted', counts: 'amount' },
      { from: 'weight', against: 'amount' },
    ],
    // 60 % × 50 of 100 deals and 40 % × 30 of 40 calls: 30 % + 30 %.
    workedExample: {
      given: {
        weights: {
          kind: 'weights',
          parts: [
            { metric: 'deals_won', weight: 6_000n, amount: 100n },
            { metric: 'calls', weight: 4_000n, amount: 40n },
          ],
        },
        sums: {
          won: [{ currency: '', amount: 50n, n: 50n }],
          call: [{ currency: '', amount: 30n, n: 30n }],
        },
      },
      result: { kind: 'quotient', sum: 1_200_000n, by: 2_000_000n, per: 'ratio' },
    },
  };
}

function weighted(known: ReadonlyMap<string, Metric>, given: Ingredients): ReturnType<Metric['compute']> {
  const { weights = { kind: 'none', reason: 'no weighted quotas' } } = given;
  if (weights.kind === 'none') return { value: weights, remarks: [] };
  const scale = commonScale(weights.parts);
  let sum = 0n;
  const remarks: Remark[] = [];
  for (const part of weights.parts) {
    const computed = known.get(part.metric)?.compute(given);
    const reached = computed && amountOf(computed.value);
    if (reached === undefined) return { value: unknown(part, computed?.value), remarks: [] };
    sum += weightedAmount(part, { reached, scale });
    remarks.push(...(computed?.remarks ?? []));
  }
  return { value: { kind: 'quotient', sum, by: 10_000n * scale, per: 'ratio' }, remarks };
}

/** The smallest number that every quota divides. */
export function commonScale(parts: readonly Part[]): bigint {
  return parts.reduce((scale, { amount }) => (scale / commonDivisor(scale, amount)) * amount, 1n);
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}

/** Weight × reached ÷ quota, over the common scale: a whole number. */
export function weightedAmount(
  { weight, amount }: Part,
  { reached, scale }: { readonly reached: bigint; readonly scale: bigint },
): bigint {
  return weight * reached * (scale / amount);
}

function unknown({ metric }: Part, value: Value | undefined): Value {
  const why = value?.kind === 'none' ? value.reason : 'it cannot be read';
  return { kind: 'none', reason: `${metric}: ${why}` };
}
