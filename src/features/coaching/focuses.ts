import { metricNamed } from '#metrics/catalogue.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';

/** What a talk can be about; each has questions of its own. */
export const TOPICS = ['winning', 'size', 'speed', 'pipeline', 'activity'] as const;
export type Topic = (typeof TOPICS)[number];

export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  winning: 'Winning deals',
  size: 'Size of deals',
  speed: 'Time to close',
  pipeline: 'New opportunities',
  activity: 'Calls and meetings',
};

/** What is compared among peers: how somebody works. What comes of it, bookings and attainment, tells nobody what to talk about. */
const COMPARED: readonly (readonly [metric: string, topic: Topic])[] = [
  ['win_rate', 'winning'],
  ['avg_deal_size', 'size'],
  ['sales_cycle_days', 'speed'],
  ['opportunities_created', 'pipeline'],
  ['meetings', 'activity'],
  ['touch_points', 'activity'],
];

/** A metric of the catalogue that a talk can be about. */
export interface Focus {
  readonly topic: Topic;
  readonly metric: Metric;
}

export const FOCUSES: readonly Focus[] = COMPARED.map(([id, topic]) => ({ topic, metric: metricNamed(id) }));

/** Undefined for a metric that is compared no more. */
export function focusOn(metric: string): Focus | undefined {
  return FOCUSES.find((focus) => focus.metric.id === metric);
}
