import type { Log } from '#lib/log.ts';
import { backoffMs } from './retry.ts';
import { createRunner } from './run-job.ts';
import type { OpenBackend } from './backend.ts';
import type { Job } from './define-job.ts';
import type { StoredQueue } from './stored.ts';

export interface WorkOptions<C> {
  readonly jobs: readonly Job<C>[];
  readonly contextFor: (installation: string) => Promise<C>;
  readonly log: Log;
  readonly concurrency: number;
  /** A worker that has not renewed its hold on a job for so long is taken for dead. */
  readonly lockMs: number;
  readonly stalledCheckMs: number;
  /** How long an idle worker waits before it asks; the backend wakes it, so asking is only the safety net. */
  readonly idlePollSeconds: number;
}

export interface Work {
  /** Takes no more jobs, lets the running ones finish for `graceMs`, then gives the others back. */
  stop(graceMs: number): Promise<void>;
}

/** A job that ended its process this often is not tried again. */
const MOST_DEATHS = 10;

/** Starts to run jobs in this process. */
export async function startWork<C>(backend: OpenBackend, options: WorkOptions<C>): Promise<Work> {
  const { log, lockMs, stalledCheckMs } = options;
  const jobs = new Map(options.jobs.map((job) => [job.name, job]));
  const runner = createRunner({ jobs, contextFor: options.contextFor, log });
  if (backend.exclusive) await giveBackOrphans(backend.queue);
  const worker = backend.worker(runner.run, {
    concurrency: options.concurrency,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: MOST_DEATHS,
    drainDelay: options.idlePollSeconds,
    settings: {
      backoffStrategy: (attemptsMade, _type, error, job) =>
        backoffMs(attemptsMade, jobs.get(job?.name ?? '')?.backoffSeconds ?? 1, error),
    },
  });
  await worker.waitUntilReady();
  return {
    async stop(graceMs) {
      const patience = setTimeout(runner.giveBack, graceMs);
      await worker.close();
      clearTimeout(patience);
    },
  };
}

/** Where no other process can be at work, jobs marked as running were left by one that was killed. */
async function giveBackOrphans(queue: StoredQueue): Promise<void> {
  // '0' stands for the holder, who can no longer give the job back itself.
  for (const job of await queue.getActive(0, -1)) await job.moveToWait('0');
}
