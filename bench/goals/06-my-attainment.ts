import type { MetricContext } from '#metrics/context.ts';
import { readFigure } from '#metrics/read.ts';
import type { Period } from '#model/period.ts';
import { idOf, PREFIX } from '../data/ids.ts';
import { MANAGERS, REPS } from '../data/people.ts';
import { seeded } from '../data/random.ts';
import { TODAY } from '../data/timeline.ts';
import type { Bench } from '../harness/bench.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { sample } from '../harness/sample.ts';
import { rawAttainment } from '../rivals/raw-attainment.ts';
import { selectOne } from '../rivals/select-one.ts';

export const myAttainment = onEngines({
  numbers: [6],
  title: 'One person’s attainment this quarter, the whole way from question to figure',
  engines: STORES,
  rows: rowsOf,
});

const RUNS = { runs: 400, warmUps: 50, budgetMs: 8000 };

async function rowsOf(bench: Bench, store: StoreName): Promise<readonly Row[]> {
  const world = await bench.world(store);
  const period = world.metrics.calendar.periodOf('quarter', TODAY);
  const random = seeded(6);
  const someRep = () => idOf(PREFIX.person, MANAGERS + random.below(REPS));
  const figure = await sample(() => askAttainment(world.metrics, period, someRep()), RUNS);
  const bare = await selectOne(world, bench.options.databaseUrl);
  const raw = await sample(() => rawAttainment(world.store, someRep(), period), RUNS);
  const value = ms(figure.p50);
  const metric = `my attainment, ${store}, p50`;
  return [
    {
      id: `6/${store}`,
      metric,
      value,
      against: { name: 'bare select 1', ...ms(bare.p50) },
      ratio: figure.p50 / bare.p50,
      target: atMost(3),
      detail: { p99: figure.p99, bareP99: bare.p99 },
    },
    {
      id: `6/${store}/raw`,
      metric,
      value,
      against: { name: 'the number from raw rows', ...ms(raw.p50) },
      ratio: figure.p50 / raw.p50,
    },
  ];
}

async function askAttainment(context: MetricContext, period: Period, subjectId: string): Promise<void> {
  const figure = await readFigure(context, { metric: 'attainment', by: 'person', period, subjectId });
  if (figure?.value.kind !== 'quotient') throw new Error(`${subjectId} has no attainment`);
}
