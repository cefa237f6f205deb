import { changeDeal, writeDeals } from '../data/edits.ts';
import { seeded, type Random } from '../data/random.ts';
import { bringRight } from './bring-right.ts';
import type { World } from './world.ts';

/** Changes `count` random deals of a world in Salesforce's place, and waits until every figure is right again. */
export async function changeDealsOf(world: World, count: number, random: Random): Promise<void> {
  const { company, store } = world;
  const deals = new Set<number>();
  while (deals.size < count) deals.add(random.below(company.deals.count));
  for (const deal of deals) changeDeal(company, deal, random);
  const now = world.tick();
  await writeDeals({ store, company, now }, [...deals]);
  await bringRight(store, now);
}

/** A stream of changes that no other measurement makes. */
export function changesFor(goal: number): Random {
  return seeded(1000 + goal);
}
