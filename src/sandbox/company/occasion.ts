import type { Day } from '#lib/days.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/** Something one person does for one customer or deal; `number` is unique over all activities. */
export interface Occasion {
  readonly world: World;
  readonly number: number;
  readonly person: Person;
  readonly at: Temporal.Instant;
  readonly on: Day;
  /** The deal, or the customer when there is no deal yet. */
  readonly whatId: string;
  readonly accountId: string;
  readonly topic: string;
}
