import { sql } from 'kysely';

/** Spans of database time: the clocks of senders may differ. Tests shorten them. */
export interface Timing {
  /** How long a claim holds: longer than a render, the wait for a turn and one call together. */
  readonly leaseSeconds: number;
  /** After an unknown outcome: until then a call that is still on its way may arrive at Slack. */
  readonly settleSeconds: number;
}

export const DEFAULT_TIMING: Timing = { leaseSeconds: 60, settleSeconds: 60 };

/** A moment of database time, so many seconds from now. */
export function inSeconds(seconds: number) {
  return sql<string>`now() + make_interval(secs => ${seconds})`;
}
