import type { Bench } from '../harness/bench.ts';
import { changeDealsOf, changesFor } from '../harness/deal-changes.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type ScaleName, type StoreName } from '../harness/options.ts';
import { atLeast, ms, type Row } from '../harness/row.ts';
import { sample, timed } from '../harness/sample.ts';
import { createRivalCells, recomputeAll } from '../rivals/raw-recompute.ts';

/** How many times faster than everything anew, at the scale where that is asked for. */
const TARGETS: Readonly<Record<StoreName, { readonly scale: ScaleName; readonly times: number }>> = {
  embedded: { scale: 'M', times: 25 },
  postgres: { scale: 'L', times: 50 },
};

export const hundredChanges = onEngines({
  numbers: [2],
  title: 'A hundred changed deals until every figure is right',
  engines: STORES,
  rows: async (bench, store) => [await rowOf(bench, store)],
});

async function rowOf(bench: Bench, store: StoreName): Promise<Row> {
  const world = await bench.world(store);
  const random = changesFor(2);
  const hundred = await sample(() => changeDealsOf(world, 100, random), {
    runs: 9,
    warmUps: 2,
    budgetMs: 8000,
  });
  await createRivalCells(world.store);
  // Once is enough: what it is compared with is many times faster.
  const rival = await timed(() => recomputeAll(world.store));
  const { scale, times } = TARGETS[store];
  return {
    id: `2/${store}`,
    metric: `100 changed deals → right figures, ${store}, p50`,
    value: ms(hundred.p50),
    against: { name: 'all from raw rows', ...ms(rival) },
    ratio: rival / hundred.p50,
    detail: { p99: hundred.p99, runs: hundred.runs },
    ...(bench.scale.name === scale && { target: atLeast(times) }),
  };
}
