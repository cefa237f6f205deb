import { GiveUp, Refusal, TryLater } from '#lib/errors.ts';

const LONGEST_WAIT_SECONDS = 3600;

/** True when trying again cannot help: a person must act, or asked for what we do not do. */
export function isFinal(error: unknown): boolean {
  return error instanceof GiveUp || error instanceof Refusal;
}

/** Milliseconds before the next attempt: doubling, up to an hour; never less than what the other side asked for. */
export function backoffMs(attemptsMade: number, backoffSeconds: number, error: unknown): number {
  const doubled = Math.min(backoffSeconds * 2 ** (attemptsMade - 1), LONGEST_WAIT_SECONDS);
  const asked = error instanceof TryLater ? (error.waitSeconds ?? 0) : 0;
  return Math.ceil(Math.max(doubled, asked) * 1000);
}
