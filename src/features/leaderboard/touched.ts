import type { Fact } from '#feature.ts';
import type { Day } from '#lib/days.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { LineSource } from '#metrics/catalogue/metric.ts';
import type { Board } from './board.ts';

/** Days on which something changed, both included, as ISO text. */
interface Span {
  readonly name: Fact['name'];
  readonly from: string;
  readonly to: string;
}

/** The days that facts speak of; facts without days are passed over. */
export function touchedDays(facts: readonly Fact[]): readonly Span[] {
  return facts.flatMap(({ name, payload: { from, to } }) =>
    typeof from === 'string' && typeof to === 'string' ? [{ name, from, to }] : [],
  );
}

/** Whether one of the spans reaches into the days from `start` until before `end`. */
export function touches(spans: readonly Span[], start: string, end: Day): boolean {
  return spans.some(({ from, to }) => from < end.toString() && to >= start);
}

/**
 * The spans that can change what a board says. Open deals have no entries and no cells: a change of one, told by its
 * close date, touches only what is read from the deals themselves, and there any day where deals count by another date.
 */
export function spansFor(board: Board, spans: readonly Span[]): readonly Span[] {
  if (readsOpenDeals(board)) return spans;
  const ofDays = spans.filter(({ name }) => name !== PIPELINE);
  return readsDeals(board, BY_OTHER_DAYS) && ofDays.length < spans.length
    ? [...ofDays, { name: PIPELINE, from: '0000-01-01', to: '9999-12-31' }]
    : ofDays;
}

/** Whether the figures are those of deals that are open, in the period of their close date. */
export function readsOpenDeals(board: Board): boolean {
  return (
    METRICS.some(({ id, needs }) => id === board.metric && needs.includes('open')) ||
    readsDeals(board, BY_CLOSE_DATE)
  );
}

const PIPELINE = 'pipeline.changed';
const BY_CLOSE_DATE: ReadonlySet<LineSource> = new Set(['open_deal', 'forecast', 'omitted']);
/** Deals by the day they were created, or came to a stage. */
const BY_OTHER_DAYS: ReadonlySet<LineSource> = new Set(['created', 'cohort', 'stage_spell', 'stage_entry']);

function readsDeals({ metric }: Board, sources: ReadonlySet<LineSource>): boolean {
  return METRICS.some(({ id, lines = [] }) => id === metric && lines.some((source) => sources.has(source)));
}
