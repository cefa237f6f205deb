import type { Fact } from '#feature.ts';
import type { Day } from '#lib/days.ts';
import { METRICS } from '#metrics/catalogue.ts';
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

/** Open deals have no entries and no cells: a change of one touches only what is read from the deals themselves. */
export function readsOpenDeals({ metric }: Board): boolean {
  return METRICS.some(({ id, needs }) => id === metric && needs.includes('open'));
}
