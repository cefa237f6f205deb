import type { Day } from '#lib/days.ts';
import { dealActivities, prospectingOn } from './activities.ts';
import { dealsOpenedOn } from './deals.ts';
import { dealChanges } from './history.ts';
import type { Change } from './tables.ts';
import type { World } from './world.ts';

/** All that ever comes of what begins on a day: the deals opened on it with their lives, and its own calls and mails. */
export function changesBegunOn(world: World, day: Day): readonly Change[] {
  const ofDeals = dealsOpenedOn(world, day).flatMap((deal) => [
    ...dealChanges(deal),
    ...dealActivities(world, deal),
  ]);
  return [...ofDeals, ...prospectingOn(world, day)];
}
