import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the main loop was held up, in milliseconds. */
export interface Stall {
  readonly p999: number;
  readonly max: number;
}

const RESOLUTION_MS = 1;

/** Watches the main loop while something runs. */
export async function stallDuring(run: () => Promise<unknown>): Promise<Stall> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  try {
    await run();
  } finally {
    delay.disable();
  }
  return { p999: delay.percentile(99.9) / 1e6, max: delay.max / 1e6 };
}
