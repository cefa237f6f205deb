import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { silentLog } from '#lib/log.ts';
import type { QueueBackend } from '#queue/backend.ts';
import { defineJob } from '#queue/define-job.ts';
import { createQueue } from '#queue/queue.ts';
import type { Bench } from '../harness/bench.ts';
import { onEngines } from '../harness/each-engine.ts';
import { ENGINES, type EngineName } from '../harness/options.ts';
import { openQueueBackend } from '../harness/queue-backends.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { timed, timesOf } from '../harness/sample.ts';
import { openBare } from '../rivals/bare-bullmq.ts';

const BETWEEN_ADDS_MS = 50;
const WARM_UPS = 5;
const ADDS = 20;

/** From adding a job to its first line, on a queue that has been idle for a while. */
export const queueLatency = onEngines({
  numbers: [11],
  title: 'A job from being added to being started, on an idle queue',
  engines: ENGINES,
  rows: async (bench, engine) => [await rowOf(bench, engine)],
});

async function rowOf(bench: Bench, engine: EngineName): Promise<Row> {
  await using opened = new AsyncDisposableStack();
  const { backend, close } = await openQueueBackend(engine, bench.options);
  opened.defer(close);
  const lanes = [await ourLane(backend), await bareLane(backend)] as const;
  for (const lane of lanes) opened.defer(() => lane.close());
  const [ours, bare] = [new Array<number>(), new Array<number>()];
  for (let nth = 0; nth < WARM_UPS + ADDS; nth++) {
    for (const [lane, times] of [
      [lanes[0], ours],
      [lanes[1], bare],
    ] as const) {
      await pause(BETWEEN_ADDS_MS);
      const elapsed = await timed(() => lane.addAndSeeStarted());
      if (nth >= WARM_UPS) times.push(elapsed);
    }
  }
  const [our, their] = [timesOf(ours), timesOf(bare)];
  return {
    id: `11/${engine}`,
    metric: `add → start, ${engine}, p50`,
    value: ms(our.p50),
    against: { name: 'bare BullMQ', ...ms(their.p50) },
    ratio: our.p50 / their.p50,
    target: atMost(1.5),
    detail: { p99: our.p99, bareP99: their.p99 },
  };
}

interface Lane {
  addAndSeeStarted(): Promise<void>;
  close(): Promise<void>;
}

async function ourLane(backend: QueueBackend): Promise<Lane> {
  let started = Promise.withResolvers<void>();
  const job = defineJob<undefined, Record<string, never>>({
    name: 'no-op',
    payload: z.strictObject({}),
    run: async () => started.resolve(),
  });
  const queue = await createQueue({
    backend,
    name: 'bench-latency',
    jobs: [job],
    contextFor: async () => undefined,
    log: silentLog,
  });
  await queue.start();
  return {
    async addAndSeeStarted() {
      started = Promise.withResolvers();
      await Promise.all([queue.add(job, { installation: 'BENCH', payload: {} }), started.promise]);
    },
    close: () => queue.stop({ graceMs: 1000 }),
  };
}

async function bareLane(backend: QueueBackend): Promise<Lane> {
  let started = Promise.withResolvers<void>();
  const queue = await openBare(backend, 'bench-bare', () => started.resolve());
  return {
    async addAndSeeStarted() {
      started = Promise.withResolvers();
      await Promise.all([queue.add(), started.promise]);
    },
    close: () => queue.close(),
  };
}
