import type { Bench } from '../harness/bench.ts';
import { boardAsForm } from '../harness/board.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { sample } from '../harness/sample.ts';
import { sqliteBoard } from '../rivals/sqlite-board.ts';

export const leaderboard = onEngines({
  numbers: [7],
  title: 'The board of the fifty best, from question to the form that goes out',
  engines: STORES,
  rows: async (bench, store) => [await rowOf(bench, store)],
});

async function rowOf(bench: Bench, store: StoreName): Promise<Row> {
  const world = await bench.world(store);
  const board = await sample(() => boardAsForm(world), { runs: 25, warmUps: 3, budgetMs: 8000 });
  const sqlite = await sqliteBoard(world.company);
  return {
    id: `7/${store}`,
    metric: `board of the 50 best, ${store}, p50`,
    value: ms(board.p50),
    against: { name: 'SQLite, the query alone', ...ms(sqlite.p50) },
    ratio: board.p50 / sqlite.p50,
    detail: { p99: board.p99 },
    ...(store === 'postgres' && { target: atMost(5) }),
  };
}
