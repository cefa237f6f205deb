import { type Activities, makeActivities } from './activities.ts';
import { type Deals, makeDeals } from './deals.ts';
import { makePeople, type People } from './people.ts';
import { seeded } from './random.ts';

export interface Size {
  readonly deals: number;
  readonly activities: number;
}

/** What the bench measures on: generated, so that every run has the same. */
export interface Company {
  readonly people: People;
  readonly deals: Deals;
  readonly activities: Activities;
}

const SEED = 42;

/** A company of a size; two calls give two equal ones, so that a measurement may change its own. */
export function makeCompany({ deals, activities }: Size): Company {
  const random = seeded(SEED);
  return {
    people: makePeople(random),
    deals: makeDeals(deals, random),
    activities: makeActivities(activities, random),
  };
}
