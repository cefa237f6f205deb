import { must } from '#lib/errors.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';

/** The metric that says how much of a quota is reached. */
export function attainmentOf(metric: string): Metric {
  const found = METRICS.find(({ id, quotaOf }) => quotaOf === metric && id.startsWith('attainment'));
  return must(found, `the attainment of ${metric}`);
}
