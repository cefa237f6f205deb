import { Refusal } from '#lib/errors.ts';
import { closest } from '#lib/closest.ts';
import { attainment, attainments, mayCarryQuota } from './catalogue/attainment.ts';
import { averageDealSize, bookings } from './catalogue/bookings.ts';
import { calls, emails, meetings, meetingsBooked, touchPoints } from './catalogue/activity.ts';
import { opportunitiesCreated, winRateCohort } from './catalogue/created.ts';
import { cycleMean, cycleMedian } from './catalogue/cycle.ts';
import {
  forecastBestCase,
  forecastClosed,
  forecastCommit,
  forecastMostLikely,
  forecastPipeline,
} from './catalogue/forecast.ts';
import { customerScore, margin, profit, units } from './catalogue/margin.ts';
import { dealsLost, dealsWon, winRate } from './catalogue/outcomes.ts';
import { overlayBookings } from './catalogue/overlay.ts';
import { revenuePerPerson, turnover } from './catalogue/people.ts';
import { coverage, coverageWhole, neededCoverage, openPipeline } from './catalogue/pipeline.ts';
import { firstResponse, firstResponseP90, followupCadence } from './catalogue/response.ts';
import { stageConversion, timeInStage, timeInStageP80 } from './catalogue/stages.ts';
import { openDeals, salesVelocity } from './catalogue/velocity.ts';
import { weightedAttainment } from './catalogue/weighted.ts';
import type { Metric } from './catalogue/metric.ts';

/** What is declared one by one, in the order people are shown it. */
const DECLARED: readonly Metric[] = [
  bookings,
  overlayBookings,
  dealsWon,
  dealsLost,
  winRate,
  winRateCohort,
  averageDealSize,
  cycleMean,
  cycleMedian,
  salesVelocity,
  opportunitiesCreated,
  openDeals,
  openPipeline,
  coverage,
  coverageWhole,
  neededCoverage,
  attainment,
  calls,
  emails,
  meetings,
  touchPoints,
  meetingsBooked,
  firstResponse,
  firstResponseP90,
  followupCadence,
  timeInStage,
  timeInStageP80,
  stageConversion,
  forecastPipeline,
  forecastBestCase,
  forecastMostLikely,
  forecastCommit,
  forecastClosed,
  units,
  margin,
  profit,
  revenuePerPerson,
  customerScore,
  turnover,
];

/** What people can be asked for a number of. */
export const QUOTA_METRICS: readonly Metric[] = DECLARED.filter(mayCarryQuota);

/** Every metric the product knows, in the order people are shown them; attainments are derived from the others. */
export const METRICS: readonly Metric[] = [
  ...DECLARED,
  ...attainments(DECLARED),
  weightedAttainment(QUOTA_METRICS),
];

/**
 * The metric with an id; one of stages may be narrowed to one of them: `time_in_stage:Proposal`. Throws a Refusal with
 * the closest known id.
 */
export function metricNamed(id: string): Metric {
  const [base = '', ...rest] = id.trim().split(':');
  const wanted = base.trim().toLowerCase();
  const stage = rest.join(':').trim();
  const found = METRICS.find((it) => it.id === wanted && (stage === '' || it.takesStage === true));
  if (found) return stage === '' ? found : inStage(found, stage);
  const ids = METRICS.map((it) => it.id);
  const guess = closest(wanted, ids);
  throw new Refusal(
    `"${id.trim()}" is no metric I know${guess ? `; did you mean ${guess}?` : '.'}`,
    `Metrics are ${ids.join(', ')}.`,
  );
}

function inStage(metric: Metric, stage: string): Metric {
  return { ...metric, id: `${metric.id}:${stage}`, name: `${metric.name}, ${stage}`, argument: stage };
}
