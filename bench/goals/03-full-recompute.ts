import { rebuildCells } from '#ledger/rebuild.ts';
import type { Bench } from '../harness/bench.ts';
import type { Goal } from '../harness/goal.ts';
import { longestWaitDuring } from '../harness/longest-wait.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type NotRun, type Row } from '../harness/row.ts';
import { sample, type Times } from '../harness/sample.ts';
import type { World } from '../harness/world.ts';
import { emptyCells, passOver } from '../rivals/typed-arrays.ts';

/** The longest that an embedded store may leave others waiting, in milliseconds: Slack gives us 3 s in all. */
const LONGEST_WAIT = 500;

/**
 * Goals 3 and 4 share their measurements: all cells recomputed, on each store, beside the pass over typed arrays. Where
 * cells are there already, only what differs is written; making them all where there are none is taken apart.
 */
export const fullRecompute: Goal = {
  numbers: [3, 4],
  title: 'Everything recomputed from the ledger',
  async run(bench) {
    const done = new Map<StoreName, Rebuilt>();
    for (const store of STORES) {
      if (bench.missing(store) === undefined) done.set(store, await rebuilt(bench, store));
    }
    const missing = STORES.filter((store) => !done.has(store));
    return [
      ...besideArrays(bench, done),
      ...ofEmbedded(bench, done),
      ...missing.map((store) => notTaken(bench, store)),
    ];
  },
};

interface Rebuilt {
  readonly limit: Times;
  readonly times: Times;
  readonly longestWait: number;
  readonly world: World;
}

async function rebuilt(bench: Bench, name: StoreName): Promise<Rebuilt> {
  const world = await bench.world(name);
  const { store, database, company } = world;
  const budgetMs = bench.scale.name === 'L' ? 200_000 : 10_000;
  // The world's making was the warm-up.
  const times = await sample(() => rebuildCells(store), { runs: 5, warmUps: 0, budgetMs });
  // Taken apart: asking all the time slows the recompute down.
  const longestWait = await longestWaitDuring(database, () => rebuildCells(store));
  const cells = emptyCells();
  const limit = await sample(async () => passOver(company, cells), { runs: 9, warmUps: 2 });
  return { limit, times, longestWait, world };
}

function notTaken(bench: Bench, store: StoreName): NotRun {
  const notRun = bench.missing(store) ?? '';
  return { id: `3/${store}`, metric: `full recompute, ${store}`, notRun };
}

function* besideArrays(bench: Bench, done: ReadonlyMap<StoreName, Rebuilt>): Generator<Row> {
  for (const [store, { times, limit, world }] of done) {
    const against = { name: 'pass over typed arrays', ...ms(limit.p50) };
    yield {
      id: `3/${store}`,
      metric: `full recompute, ${store}`,
      value: ms(times.p50),
      against,
      ratio: times.p50 / limit.p50,
      detail: { max: times.max, runs: times.runs },
      ...(bench.scale.name === 'L' && store === 'postgres' && { target: atMost(60) }),
    };
    yield {
      id: `3/${store}/first`,
      metric: `all cells made for the first time, ${store}`,
      value: ms(world.cellsMadeIn),
      against,
      ratio: world.cellsMadeIn / limit.p50,
      detail: { firstCreditingMs: world.creditedIn },
    };
  }
}

function* ofEmbedded(bench: Bench, done: ReadonlyMap<StoreName, Rebuilt>): Generator<Row> {
  const [embedded, postgres] = [done.get('embedded'), done.get('postgres')];
  if (embedded === undefined) return;
  const isGate = bench.scale.name === 'M';
  if (postgres !== undefined) {
    yield {
      id: '4/full',
      metric: 'full recompute, embedded',
      value: ms(embedded.times.p50),
      against: { name: 'postgres', ...ms(postgres.times.p50) },
      ratio: embedded.times.p50 / postgres.times.p50,
      ...(isGate && { target: atMost(1.6) }),
    };
  }
  for (const [id, metric, value] of [
    ['4/wait', 'longest wait of others during a full recompute, embedded', embedded.longestWait],
    ['4/wait-crediting', 'the same during the first crediting', embedded.world.waitWhileCrediting],
  ] as const) {
    yield {
      id,
      metric,
      value: ms(value),
      against: { name: 'may be', ...ms(LONGEST_WAIT) },
      ratio: value / LONGEST_WAIT,
      ...(isGate && { target: atMost(1) }),
    };
  }
}
