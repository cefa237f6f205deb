import type { JobsOptions } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#lib/log.ts';
import type { JobData, StoredQueue } from './stored.ts';

interface Plan {
  readonly everyMs: number;
  readonly template: { readonly name: string; readonly data: JobData; readonly opts: JobsOptions };
}

/** The ticks that this process asked for, as it remembers them: an engine may be emptied at any time. */
interface Ticks {
  keep(id: string, plan: Plan): Promise<void>;
  drop(id: string): Promise<void>;
  /** Begins to look whether they are still there. */
  start(): void;
  stop(): void;
}

export function keepTicks(
  queue: StoredQueue,
  { seconds, log }: { readonly seconds: number; readonly log: Log },
): Ticks {
  const plans = new Map<string, Plan>();
  const stopping = new AbortController();
  const put = (id: string, { everyMs, template }: Plan) =>
    queue.upsertJobScheduler(id, { every: everyMs }, { ...template });

  async function restore(): Promise<void> {
    if (plans.size === 0 || (await queue.getJobSchedulersCount()) >= plans.size) return;
    log.warn('the queue has lost its ticks: they are put back');
    for (const [id, plan] of plans) await put(id, plan);
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(seconds * 1000, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await restore().catch((error: unknown) => log.warn({ err: error }, 'the ticks could not be looked at'));
    }
  }

  return {
    async keep(id, plan) {
      plans.set(id, plan);
      await put(id, plan);
    },
    async drop(id) {
      plans.delete(id);
      await queue.removeJobScheduler(id);
    },
    start: () => void watch(),
    stop: () => stopping.abort(),
  };
}
