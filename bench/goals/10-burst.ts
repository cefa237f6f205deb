import { z } from 'zod';
import { silentLog } from '#lib/log.ts';
import { defineJob } from '#queue/define-job.ts';
import { createQueue } from '#queue/queue.ts';
import type { Bench } from '../harness/bench.ts';
import { onEngines } from '../harness/each-engine.ts';
import { ENGINES, type EngineName } from '../harness/options.ts';
import { openQueueBackend } from '../harness/queue-backends.ts';
import { atMost, count, type Row } from '../harness/row.ts';

const EVENTS = 10_000;
const KEYS = 500;
const AT_ONCE = 100;

/** Ten thousand events about five hundred people; nobody wants to compute for each. */
export const burst = onEngines({
  numbers: [10],
  title: 'A burst of changes and the jobs that it runs',
  engines: ENGINES,
  together: true,
  rows: async (bench, engine) => [await rowOf(bench, engine)],
});

async function rowOf(bench: Bench, engine: EngineName): Promise<Row> {
  await using opened = new AsyncDisposableStack();
  const { backend, close } = await openQueueBackend(engine, bench.options);
  opened.defer(close);
  const seen = new Set<number>();
  let runs = 0;
  const job = defineJob<undefined, { key: number }>({
    name: 'recompute',
    payload: z.object({ key: z.int() }),
    key: ({ key }) => String(key),
    async run({ key }) {
      runs += 1;
      seen.add(key);
    },
  });
  const queue = await createQueue({
    backend,
    name: 'bench-burst',
    jobs: [job],
    contextFor: async () => undefined,
    log: silentLog,
  });
  opened.defer(() => queue.stop({ graceMs: 1000 }));
  for (let at = 0; at < EVENTS; at += AT_ONCE) {
    const adds = Array.from({ length: AT_ONCE }, (_, i) =>
      queue.add(job, { installation: 'BENCH', payload: { key: (at + i) % KEYS } }),
    );
    await Promise.all(adds);
  }
  await queue.start();
  await queue.drained();
  if (seen.size !== KEYS) throw new Error(`${KEYS - seen.size} keys were never computed`);
  return {
    id: `10/${engine}`,
    metric: `jobs run for ${EVENTS} events on ${KEYS} keys, ${engine}`,
    value: count(runs, 'jobs'),
    against: { name: 'distinct keys', ...count(KEYS, 'jobs') },
    ratio: runs / KEYS,
    target: atMost(1.1),
  };
}
