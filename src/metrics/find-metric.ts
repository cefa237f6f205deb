import { closest } from '#lib/closest.ts';
import { Refusal } from '#lib/errors.ts';
import { METRICS, metricNamed } from './catalogue.ts';
import type { Metric } from './catalogue/metric.ts';

/**
 * The metric a person means: by its id or its name, with or without underscores, or by words that only one has. Throws
 * a Refusal that names what comes near.
 */
export function findMetric(text: string): Metric {
  const wanted = plain(text);
  if (text.includes(':')) return metricNamed(text);
  const exact = METRICS.find(({ id, name }) => plain(id) === wanted || plain(name) === wanted);
  if (exact) return exact;
  const having = METRICS.filter(
    ({ id, name }) => wanted !== '' && (plain(name).includes(wanted) || plain(id).includes(wanted)),
  );
  if (having.length === 1 && having[0]) return having[0];
  const guess = closest(
    wanted,
    METRICS.flatMap(({ id, name }) => [plain(id), plain(name)]),
  );
  const meant = METRICS.find(({ id, name }) => plain(id) === guess || plain(name) === guess);
  if (having.length === 0 && meant) return meant;
  throw new Refusal(
    having.length > 1 ? `"${text.trim()}" may be several metrics.` : `"${text.trim()}" is no metric I know.`,
    having.length > 1
      ? `Name one: ${having.map(({ id }) => id).join(', ')}.`
      : 'Try bookings, win rate or attainment; /attain define in Slack lists all.',
  );
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_,-]+/g, ' ');
}
