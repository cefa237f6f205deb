import type { Bench } from '../harness/bench.ts';
import { changeDealsOf, changesFor } from '../harness/deal-changes.ts';
import type { Goal } from '../harness/goal.ts';
import { STORES, type ScaleName, type StoreName } from '../harness/options.ts';
import { atLeast, ms, type Row } from '../harness/row.ts';
import { sample } from '../harness/sample.ts';
import { createRivalCells, recomputeAll } from '../rivals/raw-recompute.ts';

/** How many times faster than everything anew, at the scale where that is asked for. */
const TARGETS: Readonly<Record<StoreName, { readonly scale: ScaleName; readonly times: number }>> = {
  embedded: { scale: 'M', times: 25 },
  postgres: { scale: 'L', times: 50 },
};

export const hundredChanges: Goal = {
  numbers: [2],
  title: 'A hundred changed deals until every figure is right',
  async run(bench) {
    const rows: Row[] = [];
    for (const store of STORES) {
      if (bench.missing(store) === undefined) rows.push(await rowOf(bench, store));
    }
    return rows;
  },
};

async function rowOf(bench: Bench, store: StoreName): Promise<Row> {
  const world = await bench.world(store);
  const random = changesFor(2);
  const hundred = await sample(() => changeDealsOf(world, 100, random), {
    runs: 9,
    warmUps: 2,
    budgetMs: 8000,
  });
  await createRivalCells(world.store);
  const rival = await sample(() => recomputeAll(world.store), { runs: 3, budgetMs: 15_000 });
  const { scale, times } = TARGETS[store];
  return {
    id: `2/${store}`,
    metric: `100 changed deals → right figures, ${store}, p50`,
    value: ms(hundred.p50),
    against: { name: 'all from raw rows', ...ms(rival.p50) },
    ratio: rival.p50 / hundred.p50,
    detail: { p99: hundred.p99, runs: hundred.runs },
    ...(bench.scale.name === scale && { target: atLeast(times) }),
  };
}
