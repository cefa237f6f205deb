import type { Organisation } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { metricNamed, QUOTA_METRICS } from './catalogue.ts';
import type { Metric, QuotaReading, WeightedQuotas } from './catalogue/metric.ts';
import type { Scope } from './question.ts';
import { quotaPartsOf, quotasOf, type QuotaQuestion, type StoredQuota } from './quota.ts';
import { readAdjustments } from './quota-adjustments.ts';

/** What figures are set against: the quota of a metric, or all weighted quotas of a person. */
export interface QuotaSides {
  quotaOf(metric: Metric, subjectId: string): QuotaReading;
  weightsOf(subjectId: string): WeightedQuotas;
}

const NO_QUOTA: QuotaReading = { kind: 'none', reason: 'no quota' };
/** 100 % in hundredths of a percent. */
const ALL = 10_000n;

/** The ids of the metrics whose quotas these metrics need. */
export function quotasNeeded(metrics: readonly Metric[]): readonly string[] {
  const ids = metrics.flatMap(({ needs, quotaOf }) => [
    ...(quotaOf === undefined ? [] : [quotaOf]),
    ...(needs.includes('weights') ? QUOTA_METRICS.map(({ id }) => id) : []),
  ]);
  return [...new Set(ids)];
}

interface Given {
  readonly scope: Scope;
  readonly currency: string;
  readonly organisation: Organisation;
}

/** Sorts the quotas that were read by metric and subject. */
export async function quotaSides(
  store: Store,
  rows: readonly StoredQuota[],
  given: Given,
): Promise<QuotaSides> {
  const adjustmentsOf = await readAdjustments(store, rows, given.scope);
  const byMetric = Map.groupBy(rows, (row) => row.metric);
  const questionOf = (metric: string): QuotaQuestion => ({
    ...given,
    currency: metricNamed(metric).unit === 'money' ? given.currency : '',
    adjustmentsOf,
  });
  const readings = new Map(
    [...byMetric].map(([metric, own]) => [metric, quotasOf(own, questionOf(metric))] as const),
  );
  return {
    quotaOf: ({ quotaOf = '' }, subjectId) => readings.get(quotaOf)?.get(subjectId) ?? NO_QUOTA,
    weightsOf(subjectId) {
      if (given.scope.by !== 'person') return { kind: 'none', reason: 'read for one person at a time' };
      const parts = [...byMetric].flatMap(([metric, own]) =>
        weightedPart(
          metric,
          own.filter((row) => row.person_id === subjectId),
          questionOf(metric),
        ),
      );
      return weighted(parts);
    },
  };
}

type Part = Extract<WeightedQuotas, { readonly kind: 'weights' }>['parts'][number];

function weightedPart(metric: string, rows: readonly StoredQuota[], question: QuotaQuestion): Part[] {
  return [...quotaPartsOf(rows, question).values()].flat().flatMap(({ quota }) => {
    if (quota.kind === 'none' || quota.weight === null) return [];
    return [{ metric, weight: BigInt(quota.weight), amount: quota.amount }];
  });
}

function weighted(parts: readonly Part[]): WeightedQuotas {
  if (parts.length === 0) return { kind: 'none', reason: 'no weighted quotas' };
  const total = parts.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === ALL) return { kind: 'weights', parts };
  return { kind: 'none', reason: `the weights sum to ${Number(total) / 100}%, not 100%` };
}
