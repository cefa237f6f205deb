import { readFigure } from '#metrics/read.ts';
import { idOf, PREFIX } from '../data/ids.ts';
import { MANAGERS, REPS } from '../data/people.ts';
import { seeded } from '../data/random.ts';
import { TODAY } from '../data/timeline.ts';
import type { Bench } from '../harness/bench.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { sample } from '../harness/sample.ts';
import { selectOne } from '../rivals/select-one.ts';

export const myAttainment = onEngines({
  numbers: [6],
  title: 'One person’s attainment this quarter, the whole way from question to figure',
  engines: STORES,
  rows: async (bench, store) => [await rowOf(bench, store)],
});

async function rowOf(bench: Bench, store: StoreName): Promise<Row> {
  const world = await bench.world(store);
  const period = world.metrics.calendar.periodOf('quarter', TODAY);
  const random = seeded(6);
  const times = await sample(
    async () => {
      const subjectId = idOf(PREFIX.person, MANAGERS + random.below(REPS));
      const figure = await readFigure(world.metrics, {
        metric: 'attainment',
        by: 'person',
        period,
        subjectId,
      });
      if (figure?.value.kind !== 'quotient') throw new Error(`${subjectId} has no attainment`);
    },
    { runs: 400, warmUps: 50, budgetMs: 8000 },
  );
  const bare = await selectOne(world, bench.options.databaseUrl);
  return {
    id: `6/${store}`,
    metric: `my attainment, ${store}, p50`,
    value: ms(times.p50),
    against: { name: 'bare select 1', ...ms(bare.p50) },
    ratio: times.p50 / bare.p50,
    target: atMost(3),
    detail: { p99: times.p99, bareP99: bare.p99 },
  };
}
