import type { Value } from '#model/figure.ts';
import { bookings } from './bookings.ts';
import type { Ingredients, Metric } from './metric.ts';

interface Words {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly formula: string;
}

export const attainment: Metric = attainmentOf(bookings, {
  id: 'attainment',
  name: 'Attainment',
  definition: 'How much of the bookings quota is reached; it is never cut off at 100%.',
  formula: 'bookings ÷ quota',
});

/** Whether people can be asked for a number of it: amounts and counts that are better when they are higher. */
export function mayCarryQuota({ direction, workedExample, argument }: Metric): boolean {
  const { kind } = workedExample.result;
  return direction === 'up' && (kind === 'money' || kind === 'count') && argument === undefined;
}

/** The attainment of every other metric that may carry a quota: `attainment_calls` and the like. */
export function attainments(metrics: readonly Metric[]): readonly Metric[] {
  return metrics
    .filter((metric) => mayCarryQuota(metric) && metric.id !== bookings.id)
    .map((metric) => {
      const name = metric.name.toLowerCase();
      return attainmentOf(metric, {
        id: `attainment_${metric.id}`,
        name: `Attainment of ${name}`,
        definition: `How much of the quota for ${name} is reached; it is never cut off at 100%. ${metric.definition}`,
        formula: `${name} ÷ quota for ${name}`,
      });
    });
}

function attainmentOf(metric: Metric, words: Words): Metric {
  const { workedExample, trace, needs } = metric;
  const reached = amountOf(workedExample.result) ?? 0n;
  // A third of the quota is reached.
  const quota = { kind: 'quota', amount: reached * 3n, remarks: [] } as const;
  return {
    ...metric,
    ...words,
    version: 1,
    unit: 'ratio',
    minimumSample: 1,
    needs: [...needs, 'quota'],
    quotaOf: metric.id,
    compute: (given) => attained(metric, given),
    trace: [...trace, { from: 'quota', against: 'amount' }],
    workedExample: {
      given: { ...workedExample.given, quota },
      result: { kind: 'quotient', sum: reached, by: quota.amount, per: 'ratio' },
    },
  };
}

function attained(metric: Metric, given: Ingredients): ReturnType<Metric['compute']> {
  const { value, remarks } = metric.compute(given);
  const { quota } = given;
  if (quota.kind === 'none') return { value: quota, remarks };
  const reached = amountOf(value);
  return {
    value: reached === undefined ? value : { kind: 'quotient', sum: reached, by: quota.amount, per: 'ratio' },
    remarks: [...remarks, ...quota.remarks],
  };
}

/** An amount or a count in its smallest unit; undefined for any other value. */
export function amountOf(value: Value): bigint | undefined {
  if (value.kind === 'money') return value.money.minor;
  return value.kind === 'count' ? value.count : undefined;
}
