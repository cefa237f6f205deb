import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#store/database.ts';

const PAUSE_MS = 2;

/**
 * The longest that another question waits for its answer while something runs, in milliseconds: on the embedded
 * engine everyone shares one session.
 */
export async function longestWaitDuring(database: Database, run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const asked = performance.now();
      await database.ping();
      longest = Math.max(longest, performance.now() - asked);
      await pause(PAUSE_MS);
    }
  })();
  try {
    await run();
  } finally {
    over.abort();
  }
  await asking;
  return longest;
}
