import type { Bench } from '../harness/bench.ts';
import { changeDealsOf, changesFor } from '../harness/deal-changes.ts';
import { onEngines } from '../harness/each-engine.ts';
import { scaleNamed, STORES, type StoreName } from '../harness/options.ts';
import { atLeast, atMost, ms, type Row } from '../harness/row.ts';
import { sample, timed, timesOf } from '../harness/sample.ts';
import { createRivalCells, recomputeMonth } from '../rivals/raw-recompute.ts';
import { dayAt, PAST_DAYS } from '../data/timeline.ts';

const month = {
  from: dayAt(PAST_DAYS).with({ day: 1 }).toString(),
  to: dayAt(PAST_DAYS).with({ day: 1 }).add({ months: 1 }).toString(),
};

export const oneChange = onEngines({
  numbers: [1],
  title: 'One changed deal until every figure is right',
  engines: STORES,
  rows: rowsOf,
});

async function rowsOf(bench: Bench, store: StoreName): Promise<readonly Row[]> {
  const world = await bench.world(store);
  const random = changesFor(1);
  const one = await sample(() => changeDealsOf(world, 1, random), { runs: 60, warmUps: 5, budgetMs: 6000 });
  await createRivalCells(world.store);
  const rival = await sample(() => recomputeMonth(world.store, month), { runs: 5, budgetMs: 5000 });
  const beside: Row = {
    id: `1/${store}`,
    metric: `1 changed deal → right figures, ${store}, p50`,
    value: ms(one.p50),
    against: { name: 'month rebuilt from raw rows', ...ms(rival.p50) },
    ratio: rival.p50 / one.p50,
    detail: { p99: one.p99, runs: one.runs },
    ...(bench.scale.name === 'L' && store === 'postgres' && { target: atLeast(25) }),
  };
  return bench.scale.name === 'S' ? [beside] : [beside, await growth(bench, store)];
}

const PAIRS = 50;

/** The same change among ten or a hundred times as many deals, in turns so that both see the same machine. */
async function growth(bench: Bench, store: StoreName): Promise<Row> {
  const [small, large] = [await bench.world(store, scaleNamed('S')), await bench.world(store)];
  const random = changesFor(101);
  const times = { small: new Array<number>(), large: new Array<number>() };
  for (let pair = 0; pair < PAIRS; pair++) {
    times.small.push(await timed(() => changeDealsOf(small, 1, random)));
    times.large.push(await timed(() => changeDealsOf(large, 1, random)));
  }
  const [few, many] = [timesOf(times.small), timesOf(times.large)];
  return {
    id: `1/growth/${store}`,
    metric: `1 changed deal among ${large.scale.deals}, ${store}, p50`,
    value: ms(many.p50),
    against: { name: `among ${small.scale.deals}`, ...ms(few.p50) },
    ratio: many.p50 / few.p50,
    target: atMost(1.5),
    detail: { p99: many.p99, p99AmongFew: few.p99 },
  };
}
