import { UnrecoverableError, WaitingError } from 'bullmq';
import { z } from 'zod';
import { GiveUp, messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { isFinal } from './retry.ts';
import type { Job } from './define-job.ts';
import type { StoredJob } from './stored.ts';

const Data = z.object({ installation: z.string(), payload: z.unknown() });

export interface RunOptions<C> {
  readonly jobs: ReadonlyMap<string, Job<C>>;
  readonly contextFor: (installation: string) => Promise<C>;
  readonly log: Log;
}

/** Runs jobs and knows which are running. */
export interface Runner {
  run(stored: StoredJob, token: string | undefined): Promise<void>;
  /** Tells what is running to stop, and gives each job back to the queue at once, its attempt not counted. */
  giveBack(): void;
}

/** Turns what a job throws into what BullMQ does next: again later, never again, or back into the queue. */
export function createRunner<C>({ jobs, contextFor, log }: RunOptions<C>): Runner {
  const running = new Set<AbortController>();

  async function execute(stored: StoredJob, signal: AbortSignal): Promise<void> {
    const job = jobs.get(stored.name);
    if (job === undefined) throw new GiveUp(`Nothing here runs jobs called "${stored.name}".`);
    const { installation, payload } = Data.parse(stored.data);
    await job.execute(payload, await contextFor(installation), { number: stored.attemptsMade + 1, signal });
  }

  async function run(stored: StoredJob, token: string | undefined): Promise<void> {
    const stop = new AbortController();
    running.add(stop);
    try {
      await unlessAborted(execute(stored, stop.signal), stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) throw failure(stored, error);
      await stored.moveToWait(token);
      throw new WaitingError();
    } finally {
      running.delete(stop);
    }
  }

  function failure(stored: StoredJob, error: unknown): unknown {
    const final = isFinal(error);
    const about = {
      job: stored.name,
      installation: stored.data.installation,
      attempt: stored.attemptsMade + 1,
    };
    log.warn({ ...about, err: error }, final ? 'a job failed for good' : 'a job failed');
    return final ? Object.assign(new UnrecoverableError(messageOf(error)), { cause: error }) : error;
  }

  return {
    run,
    giveBack: () => {
      for (const stop of running) stop.abort();
    },
  };
}

/** Settles with the work, or rejects as soon as the signal is aborted, whatever the work goes on to do. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
  // Whichever of the two loses may still reject, unheard.
  work.catch(() => undefined);
  await Promise.race([work, aborted.promise]);
}
