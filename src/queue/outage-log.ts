import { machineNow } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';

const QUIET_MS = 60_000;

/** Says that the queue's engine does not answer: once a minute, however many connections try again how often. */
export function outageLog(log: Log): (error: Error) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (machineNow() - saidAt < QUIET_MS) return;
    saidAt = machineNow();
    log.warn({ err: error }, 'the queue does not answer; it is tried again until it does');
  };
}
