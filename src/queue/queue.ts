import { setTimeout as sleep } from 'node:timers/promises';
import { openBackend } from './backend.ts';
import { watchDrains } from './drained.ts';
import { TICK_OPTIONS, enqueue, tickJob } from './enqueue.ts';
import { keepTicks } from './keep-ticks.ts';
import { startWork } from './work.ts';
import type { QueueBackend } from './backend.ts';
import type { Job, JobDefinition } from './define-job.ts';
import type { DrainWatch } from './drained.ts';
import type { StoredJob } from './stored.ts';
import type { Work, WorkOptions } from './work.ts';

export interface Queue {
  /** Adds a job. Call it after the transaction that gives it something to do, never inside. */
  add<P>(
    job: JobDefinition<never, P>,
    at: { installation: string; payload: P; delayMs?: number },
  ): Promise<void>;
  /**
   * Adds the job again and again, by machine time; saying so again changes nothing. Missed times are not made up. A
   * process that runs jobs puts it back when the engine has lost it.
   */
  every<P>(name: string, tick: Tick<P>): Promise<void>;
  /** Ends what `every` began. */
  stopEvery(name: string, installation: string): Promise<void>;
  /** Starts to run jobs in this process. */
  start(): Promise<void>;
  /** Takes no more jobs, lets the running ones finish for `graceMs`, gives the others back, and closes. */
  stop(options: { graceMs: number }): Promise<void>;
  /** `delayed` counts jobs that wait for a later attempt, and one for each tick. */
  counts(): Promise<Readonly<Record<'waiting' | 'active' | 'delayed' | 'failed', number>>>;
  /** The newest jobs that will not be tried again. */
  failed(limit: number): Promise<FailedJob[]>;
  /** Resolves when nothing waits or runs, in any process, also no later attempt; ticks to come do not count. */
  drained(): Promise<void>;
}

export interface Tick<P> {
  readonly seconds: number;
  readonly job: JobDefinition<never, P>;
  readonly installation: string;
  readonly payload: P;
}

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly installation: string;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: Temporal.Instant;
}

export type QueueOptions<C> = Pick<WorkOptions<C>, 'contextFor' | 'log'> &
  Partial<Omit<WorkOptions<C>, 'jobs'>> & {
    readonly backend: QueueBackend;
    /** Every kind of job that this process can run. */
    readonly jobs: readonly Job<C>[];
    /** Separates queues that share a store. */
    readonly name?: string;
  };

/** How long the engine may take to close beyond the grace before it counts as gone. */
const FAREWELL_MS = 3_000;

const DEFAULTS = { concurrency: 8, lockMs: 15_000, stalledCheckMs: 5_000, idlePollSeconds: 5 };

/** Opens the queue on its backend. @throws GiveUp when the backend cannot be used. */
export async function createQueue<C>(options: QueueOptions<C>): Promise<Queue> {
  const { log } = options;
  const backend = await openBackend(options.backend, { name: options.name ?? 'attain', log });
  const { queue } = backend;
  const tick = tickJob<C>(queue);
  const ticks = keepTicks(queue, { seconds: options.idlePollSeconds ?? DEFAULTS.idlePollSeconds, log });
  let work: Promise<Work> | undefined;
  let watch: Promise<DrainWatch> | undefined;
  let stopped: Promise<void> | undefined;

  async function close(graceMs: number): Promise<'closed'> {
    ticks.stop();
    await (await work)?.stop(graceMs);
    await (await watch)?.close();
    await backend.close();
    return 'closed';
  }

  async function stop(graceMs: number): Promise<void> {
    const late = new AbortController();
    const waited = sleep(graceMs + FAREWELL_MS, 'late', { signal: late.signal });
    const outcome = await Promise.race([close(graceMs), waited]);
    late.abort();
    if (outcome === 'closed') return;
    log.warn('the queue does not answer; what was running is taken up again when it does');
    backend.abandon();
  }

  return {
    add: (job, { payload, ...at }) => enqueue(queue, job, { ...at, payload, key: job.keyOf(payload) }),
    async every(name, { seconds, job, installation, payload }) {
      const entry = { installation, payload, key: job.keyOf(payload) };
      const data = { installation, payload: { plan: { name: job.name, attempts: job.attempts }, entry } };
      const template = { name: tick.name, data, opts: TICK_OPTIONS };
      await ticks.keep(`${installation}/${name}`, { everyMs: seconds * 1000, template });
    },
    async stopEvery(name, installation) {
      await ticks.drop(`${installation}/${name}`);
    },
    async start() {
      work ??= startWork(backend, { ...DEFAULTS, ...options, jobs: [...options.jobs, tick] });
      await work;
      ticks.start();
    },
    stop({ graceMs }) {
      stopped ??= stop(graceMs);
      return stopped;
    },
    async counts() {
      const {
        waiting = 0,
        active = 0,
        delayed = 0,
        failed = 0,
      } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      return { waiting, active, delayed, failed };
    },
    failed: async (limit) => (await queue.getFailed(0, limit - 1)).map(failedJob),
    async drained() {
      watch ??= watchDrains(backend.watch());
      await (await watch).drained(queue);
    },
  };
}

function failedJob(job: StoredJob): FailedJob {
  return {
    id: job.id ?? '',
    name: job.name,
    installation: job.data.installation,
    reason: job.failedReason,
    attempts: job.attemptsMade,
    failedAt: Temporal.Instant.fromEpochMilliseconds(job.finishedOn ?? 0),
  };
}
