import type { Clock } from '#lib/clock.ts';

/** Issues message stamps: business seconds with six decimals, strictly increasing in the whole workspace. */
export interface Stamps {
  next(): string;
  /** The last stamp issued, as microseconds. */
  last(): bigint;
}

export function createStamps(clock: Clock, lastMicros: bigint): Stamps {
  let last = lastMicros;
  return {
    next() {
      const now = clock.now().epochNanoseconds / 1000n;
      last = now > last ? now : last + 1n;
      return `${last / 1_000_000n}.${String(last % 1_000_000n).padStart(6, '0')}`;
    },
    last: () => last,
  };
}

/** The moment a stamp names. */
export function momentOf(ts: string): Temporal.Instant {
  const [seconds = '0', fraction = '0'] = ts.split('.');
  const micros = BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return Temporal.Instant.fromEpochNanoseconds(micros * 1000n);
}
