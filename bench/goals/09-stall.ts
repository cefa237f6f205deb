import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { rebuildCells } from '#ledger/rebuild.ts';
import { markChanged } from '#sync/changed-records.ts';
import type { Bench } from '../harness/bench.ts';
import { boardAsForm } from '../harness/board.ts';
import { bringRight } from '../harness/bring-right.ts';
import { onEngines } from '../harness/each-engine.ts';
import { stallDuring, type Stall } from '../harness/loop-delay.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import type { World } from '../harness/world.ts';
import { idOf, PREFIX } from '../data/ids.ts';

const IDLE_MS = 1000;
const DEALS = 5000;
const DAYS = 20_000;
const LONGEST_MS = 50;

/** What the product computes in the process that answers Slack. */
const JOBS: readonly { readonly name: string; readonly run: (world: World) => Promise<unknown> }[] = [
  { name: 'full recompute', run: ({ store }) => rebuildCells(store) },
  { name: `${DEALS} changed deals, ${DAYS} dirty days`, run: recomputeMany },
  { name: 'the board of everyone', run: boardAsForm },
];

export const stall = onEngines({
  numbers: [9],
  title: 'How long the main loop is held up, whatever is recomputed',
  engines: STORES,
  rows: rowsOf,
});

async function rowsOf(bench: Bench, store: StoreName): Promise<readonly Row[]> {
  const world = await bench.world(store);
  // After start-up: every job once, so that nothing is compiled for the first time. The first was, when the world was made.
  for (const job of JOBS.slice(1)) await job.run(world);
  const idle = await stallDuring(() => pause(IDLE_MS));
  const stalls = new Map<string, Stall>();
  for (const { name, run } of JOBS) stalls.set(name, await stallDuring(() => run(world)));
  const longest = Math.max(...[...stalls.values()].map(({ max }) => max));
  return [
    ...[...stalls].map(([name, { p999, max }]) => ({
      id: `9/${store}/${name}`,
      metric: `main loop held up, ${name}, ${store}, p99.9`,
      value: ms(p999),
      against: { name: 'idle', ...ms(idle.p999) },
      ratio: p999 / idle.p999,
      detail: { max, idleMax: idle.max },
    })),
    {
      id: `9/${store}`,
      metric: `main loop held up, longest of these, ${store}`,
      value: ms(longest),
      against: { name: 'may be', ...ms(LONGEST_MS) },
      ratio: longest / LONGEST_MS,
      target: atMost(1),
    },
  ];
}

/** Everything that a large sync leaves to do; nothing of it is new, so that the figures stay as they are. */
async function recomputeMany(world: World): Promise<void> {
  const { store, company } = world;
  const deals = Array.from({ length: Math.min(DEALS, company.deals.count) }, (_, deal) =>
    idOf(PREFIX.deal, deal),
  );
  await markChanged(store, 'opportunity', deals);
  await sql`
    insert into ${store.table('dirty_cell')} (person_id, day)
    select distinct person_id, day from (select person_id, day from ${store.table('cell')} limit ${DAYS}) c
    on conflict do nothing`.execute(store.db);
  await bringRight(store, world.tick());
}
