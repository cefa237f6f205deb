import { Refusal } from '#lib/errors.ts';
import type { Day } from '#lib/days.ts';
import type { Calendar } from '#model/calendar.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { BoardSpec } from './board.ts';
import type { FormChoices } from './form.ts';

/**
 * What a board may rank by. Fewest deals lost would be led by whoever did nothing, and a median does not say how
 * many deals it stands on; nor does any other percentile, or a product of several figures.
 */
const NOT_RANKED = new Set(['deals_lost', 'sales_cycle_median_days']);
export const BOARD_METRICS = METRICS.filter(
  ({ id, direction, share, parts }) =>
    direction !== 'none' && share === undefined && parts === undefined && !NOT_RANKED.has(id),
);

/** What can be chosen in this organization today. */
export function formChoices(calendar: Calendar, today: Day): FormChoices {
  const types = ['week', 'month', 'quarter'] as const;
  const missing = types.flatMap((type) => {
    const reason = whyMissing(calendar, type, today);
    return reason === undefined ? [] : [[type, reason]];
  });
  return { metrics: BOARD_METRICS, missingPeriods: Object.fromEntries(missing) };
}

function whyMissing(calendar: Calendar, type: BoardSpec['periodType'], today: Day): string | undefined {
  try {
    calendar.periodOf(type, today);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return [error.message, error.hint].filter(Boolean).join('. ');
    throw error;
  }
}
