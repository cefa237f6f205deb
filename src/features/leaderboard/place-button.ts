import type { ButtonSpec } from '#slack/blocks/button.ts';
import type { BoardContent } from './standings.ts';

export const MY_PLACE = 'leaderboard.place';

/** The button below a board of people, for those whom it does not name as well. */
export function placeButton({ spec, period }: BoardContent): ButtonSpec {
  const { channelId, metric, periodType } = spec;
  const value = JSON.stringify({ channelId, metric, periodType, start: period.start.toString() });
  return { action: MY_PLACE, label: 'My place', value };
}
