import { rebuildCells } from '#ledger/rebuild.ts';
import type { Bench } from '../harness/bench.ts';
import type { Goal } from '../harness/goal.ts';
import { longestWaitDuring } from '../harness/longest-wait.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { sample, type Times } from '../harness/sample.ts';
import { emptyCells, passOver } from '../rivals/typed-arrays.ts';

/** The longest that an embedded store may leave others waiting, in milliseconds: Slack gives us 3 s in all. */
const LONGEST_WAIT = 500;

/** Goals 3 and 4 share their measurements: all cells anew, on each store, beside the pass over typed arrays. */
export const fullRecompute: Goal = {
  numbers: [3, 4],
  title: 'All cells anew',
  async run(bench) {
    const limit = await limitOf(bench);
    const done = new Map<StoreName, Rebuilt>();
    for (const store of STORES) {
      if (bench.missing(store) === undefined) done.set(store, await rebuilt(bench, store));
    }
    return [...beside(bench, limit, done), ...embeddedRows(bench, done)];
  },
};

interface Rebuilt {
  readonly times: Times;
  readonly longestWait: number;
  readonly waitWhileCrediting: number;
  readonly creditedIn: number;
}

async function limitOf(bench: Bench): Promise<Times> {
  const [store] = STORES.filter((it) => bench.missing(it) === undefined);
  if (store === undefined) throw new Error('No store is measured.');
  const { company } = await bench.world(store);
  const cells = emptyCells();
  return sample(async () => passOver(company, cells), { runs: 9, warmUps: 2 });
}

async function rebuilt(bench: Bench, name: StoreName): Promise<Rebuilt> {
  const { store, database, waitWhileCrediting, creditedIn } = await bench.world(name);
  const budgetMs = bench.scale.name === 'L' ? 120_000 : 25_000;
  const times = await sample(() => rebuildCells(store), { runs: 5, budgetMs });
  // Taken apart: asking all the time slows the recompute down.
  const longestWait = await longestWaitDuring(database, () => rebuildCells(store));
  return { times, longestWait, waitWhileCrediting, creditedIn };
}

function* beside(bench: Bench, limit: Times, done: ReadonlyMap<StoreName, Rebuilt>): Generator<Row> {
  for (const [store, { times, creditedIn }] of done) {
    yield {
      id: `3/${store}`,
      metric: `full recompute, ${store}`,
      value: ms(times.p50),
      against: { name: 'pass over typed arrays', ...ms(limit.p50) },
      ratio: times.p50 / limit.p50,
      detail: { max: times.max, runs: times.runs, firstCreditingMs: creditedIn },
      ...(bench.scale.name === 'L' && store === 'postgres' && { target: atMost(60) }),
    };
  }
}

function* embeddedRows(bench: Bench, done: ReadonlyMap<StoreName, Rebuilt>): Generator<Row> {
  const [embedded, postgres] = [done.get('embedded'), done.get('postgres')];
  if (embedded === undefined) return;
  const gated = bench.scale.name === 'M';
  if (postgres !== undefined) {
    yield {
      id: '4/full',
      metric: 'full recompute, embedded',
      value: ms(embedded.times.p50),
      against: { name: 'postgres', ...ms(postgres.times.p50) },
      ratio: embedded.times.p50 / postgres.times.p50,
      ...(gated && { target: atMost(1.6) }),
    };
  }
  for (const [id, metric, value] of [
    ['4/wait', 'longest wait of others during a full recompute, embedded', embedded.longestWait],
    ['4/wait-crediting', 'the same during the first crediting', embedded.waitWhileCrediting],
  ] as const) {
    yield {
      id,
      metric,
      value: ms(value),
      against: { name: 'may be', ...ms(LONGEST_WAIT) },
      ratio: value / LONGEST_WAIT,
      ...(gated && { target: atMost(1) }),
    };
  }
}
