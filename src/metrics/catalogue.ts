import { Refusal } from '#lib/errors.ts';
import { closest } from '#lib/closest.ts';
import { attainment } from './catalogue/attainment.ts';
import { averageDealSize, bookings } from './catalogue/bookings.ts';
import { calls, emails, meetings } from './catalogue/activity.ts';
import { cycleMean, cycleMedian } from './catalogue/cycle.ts';
import { dealsLost, dealsWon, winRate } from './catalogue/outcomes.ts';
import { coverage, openPipeline } from './catalogue/pipeline.ts';
import type { Metric } from './catalogue/metric.ts';

/** Every metric the product knows, in the order people are shown them. */
export const METRICS: readonly Metric[] = [
  bookings,
  dealsWon,
  dealsLost,
  winRate,
  averageDealSize,
  cycleMean,
  cycleMedian,
  openPipeline,
  coverage,
  attainment,
  calls,
  emails,
  meetings,
];

/** The metric with an id. Throws a Refusal with the closest known id. */
export function metricNamed(id: string): Metric {
  const wanted = id.trim().toLowerCase();
  const found = METRICS.find((it) => it.id === wanted);
  if (found) return found;
  const ids = METRICS.map((it) => it.id);
  const guess = closest(wanted, ids);
  throw new Refusal(
    `"${id.trim()}" is no metric I know${guess ? `; did you mean ${guess}?` : ''}`,
    `Metrics are ${ids.join(', ')}.`,
  );
}
