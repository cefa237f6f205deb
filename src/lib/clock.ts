/**
 * Business time: what the product believes "now" is. It may be moved in the sandbox and in tests.
 * Leases, time-outs and pacing never use it; they use `machineNow`.
 */
export interface Clock {
  now(): Temporal.Instant;
}

/** A clock that a person or a test can move forward. */
export interface MovableClock extends Clock {
  /** Moves business time to `instant`; it keeps running from there. Never backwards. */
  moveTo(instant: Temporal.Instant): void;
}

/** Milliseconds of the machine, for leases, time-outs and pacing. */
export function machineNow(): number {
  return Date.now();
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A running clock that starts at `start` and can be moved forward. */
export function movableClock(start: Temporal.Instant): MovableClock {
  let base = start.epochMilliseconds;
  let anchor = machineNow();
  const now = () => Temporal.Instant.fromEpochMilliseconds(base + (machineNow() - anchor));
  return {
    now,
    moveTo(instant) {
      if (Temporal.Instant.compare(instant, now()) < 0) return;
      base = instant.epochMilliseconds;
      anchor = machineNow();
    },
  };
}

/** A clock that stands still until moved: for tests and for pure replays. */
export function fixedClock(start: Temporal.Instant): MovableClock {
  let current = start;
  return {
    now: () => current,
    moveTo(instant) {
      if (Temporal.Instant.compare(instant, current) > 0) current = instant;
    },
  };
}
