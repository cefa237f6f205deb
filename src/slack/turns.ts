import { setTimeout as pause } from 'node:timers/promises';
import { machineNow } from '#lib/clock.ts';
import { sortFailure, type SlackFailure } from './failure.ts';
import { newPace, slowDown, speedUp, takeTurn, type PaceLimits } from './pace.ts';

/** A call that was made once: what it returned, or how it failed. */
export type Attempt<T> = { readonly kind: 'done'; readonly value: T } | SlackFailure;

/** Lets calls go one after another at Slack's pace. */
export interface Turns {
  /** Waits for a turn in `channel` and makes the call once; a long wait is reported as `limited` instead. */
  run<T>(channel: string, call: () => Promise<T>): Promise<Attempt<T>>;
  /** The first half of `run`: waits for a turn. Undefined when it has come. */
  take(channel: string): Promise<SlackFailure | undefined>;
  /** The second half: makes the call once. */
  make<T>(call: () => Promise<T>): Promise<Attempt<T>>;
}

/** A longer wait is handed back to the caller, who holds a lease meanwhile. */
const LONGEST_PAUSE_MS = 5_000;

export function createTurns(limits: PaceLimits): Turns {
  let pace = newPace(limits);
  async function take(channel: string): Promise<SlackFailure | undefined> {
    const turn = takeTurn(pace, channel, machineNow());
    const wait = turn.at - machineNow();
    if (wait > LONGEST_PAUSE_MS) return { kind: 'limited', waitSeconds: Math.ceil(wait / 1_000) };
    pace = turn.pace;
    if (wait > 0) await pause(wait);
    return undefined;
  }
  async function make<T>(call: () => Promise<T>): Promise<Attempt<T>> {
    try {
      const value = await call();
      pace = speedUp(pace);
      return { kind: 'done', value };
    } catch (error) {
      const failure = sortFailure(error);
      if (failure.kind === 'limited') pace = slowDown(pace, failure.waitSeconds * 1_000, machineNow());
      return failure;
    }
  }
  return {
    take,
    make,
    run: async (channel, call) => (await take(channel)) ?? make(call),
  };
}
