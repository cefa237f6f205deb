import type { JobsOptions } from 'bullmq';
import { z } from 'zod';
import { defineJob } from './define-job.ts';
import type { Job } from './define-job.ts';
import type { StoredQueue } from './stored.ts';

/** What failed for good is kept for a person to look at. */
const FAILED_KEPT = { count: 500, age: 14 * 24 * 3600 };

/** A job on its way into the queue. */
interface Entry {
  readonly installation: string;
  readonly payload: unknown;
  /** Collapses with a waiting job of the same name, installation and key. */
  readonly key?: string | undefined;
  readonly delayMs?: number | undefined;
}

/** What BullMQ needs to know of a job. */
type Plan = Pick<Job<never>, 'name' | 'attempts'>;

/** Adds a job by BullMQ's rules. */
export async function enqueue(queue: StoredQueue, plan: Plan, entry: Entry): Promise<void> {
  const { installation, payload, key, delayMs } = entry;
  const options: JobsOptions = {
    attempts: plan.attempts,
    backoff: { type: 'attain' },
    removeOnComplete: true,
    removeOnFail: FAILED_KEPT,
    stackTraceLimit: 3,
    ...(delayMs !== undefined && { delay: delayMs }),
    // Added while one runs, it is kept and added when that one ends: what it should see may have come too late.
    ...(key !== undefined && {
      deduplication: { id: `${plan.name}/${installation}/${key}`, keepLastIfActive: true },
    }),
  };
  await queue.add(plan.name, { installation, payload }, options);
}

const TickPayload = z.object({
  plan: z.object({ name: z.string(), attempts: z.int() }),
  entry: z.object({ installation: z.string(), payload: z.unknown(), key: z.string().optional() }),
});

/** A tick only adds its job, so that a slow one is not run twice at once and a failed one is tried again. */
export function tickJob<C>(queue: StoredQueue) {
  return defineJob<C, z.infer<typeof TickPayload>>({
    name: 'tick',
    attempts: 1,
    payload: TickPayload,
    run: ({ plan, entry }) => enqueue(queue, plan, entry),
  });
}

/** Ticks leave nothing behind: a lost one is followed by the next. */
export const TICK_OPTIONS: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 10 } };
