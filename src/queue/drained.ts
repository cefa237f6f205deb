import type { QueueWatch, StoredQueue } from './stored.ts';

/** True when nothing waits, runs, or waits for a later attempt; the next runs of ticks do not count. */
async function isIdle(queue: StoredQueue): Promise<boolean> {
  // Counted at one moment: a job on its way from one state to the next is always in one of them.
  const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed');
  if (waiting > 0 || active > 0) return false;
  return delayed === 0 || delayed <= (await queue.getJobSchedulersCount());
}

export interface DrainWatch {
  /** Resolves when the queue is idle, or when the watch is closed. */
  drained(queue: StoredQueue): Promise<void>;
  close(): Promise<void>;
}

/** Looks again whenever a job ends, in whatever process that happens. */
export async function watchDrains(watch: QueueWatch): Promise<DrainWatch> {
  let woken = Promise.withResolvers<void>();
  const closing = new AbortController();
  const wake = () => {
    woken.resolve();
    woken = Promise.withResolvers();
  };
  for (const event of ['completed', 'failed', 'removed', 'drained'] as const) watch.on(event, wake);
  await watch.waitUntilReady();
  return {
    async drained(queue) {
      while (!closing.signal.aborted) {
        const next = woken.promise;
        if (await isIdle(queue)) return;
        await next;
      }
    },
    async close() {
      closing.abort();
      wake();
      await watch.close();
    },
  };
}
