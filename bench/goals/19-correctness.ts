import { rebuildCells } from '#ledger/rebuild.ts';
import type { Bench } from '../harness/bench.ts';
import { bringRight } from '../harness/bring-right.ts';
import { changesFor } from '../harness/deal-changes.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, count, type Row } from '../harness/row.ts';
import type { World } from '../harness/world.ts';
import { changeActivity, changeDeal, writeActivities, writeDeals } from '../data/edits.ts';
import type { Random } from '../data/random.ts';
import { differencesOfTeams, differencesToArrays, differencesToCopy, keepCopy } from '../rivals/compare.ts';

const EDITS = 10_000;
const BATCHES = 20;
/** One edit in five is of an activity. */
const ACTIVITY_SHARE = 0.2;

export const correctness = onEngines({
  numbers: [19],
  title: 'Ten thousand random edits: dirty path = full recompute = typed arrays',
  engines: STORES,
  together: true,
  rows: async (bench, store) => [await rowOf(bench, store)],
});

async function rowOf(bench: Bench, name: StoreName): Promise<Row> {
  const world = await bench.world(name);
  const random = changesFor(19);
  for (let batch = 0; batch < BATCHES; batch++) await edit(world, random);
  await keepCopy(world.store);
  const toArrays = await differencesToArrays(world);
  const ofTeams = await differencesOfTeams(world);
  await rebuildCells(world.store);
  const toRebuilt = await differencesToCopy(world.store);
  const differences = toArrays + ofTeams + toRebuilt;
  return {
    id: `19/${name}`,
    metric: `${EDITS} random edits: figures that differ, ${name}`,
    value: count(differences, 'figures'),
    against: { name: 'may differ', ...count(0, 'figures') },
    ratio: differences,
    target: atMost(0),
    detail: { toArrays, ofTeams, toRebuilt },
  };
}

async function edit(world: World, random: Random): Promise<void> {
  const { company, store } = world;
  const deals = new Set<number>();
  const activities = new Set<number>();
  for (let i = 0; i < EDITS / BATCHES; i++) {
    if (random.chance(ACTIVITY_SHARE)) activities.add(random.below(company.activities.count));
    else deals.add(random.below(company.deals.count));
  }
  for (const deal of deals) changeDeal(company, deal, random);
  for (const activity of activities) changeActivity(company, activity, random);
  const now = world.tick();
  await writeDeals({ store, company, now }, [...deals]);
  await writeActivities({ store, company, now }, [...activities]);
  await bringRight(store, now);
}
