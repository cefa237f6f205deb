import type { Ranks } from './movement.ts';

/** The places of everyone at one moment: when a board was due, or how the period before had ended. */
export interface Snapshot {
  readonly slotAt: Temporal.Instant;
  /** ISO date: names the period within one kind of period. */
  readonly periodStart: string;
  readonly kind: 'due' | 'final';
  readonly ranks: Ranks;
  /** Whether it went out later than it was due, because the data could not be trusted. */
  readonly waited?: boolean;
}

/**
 * What the places of a period are compared with: those of the last time the board was due in it; the first time, how
 * the period before ended. Undefined on a board that has nothing to compare with yet. `snapshots` are newest first.
 */
export function comparedWith(snapshots: readonly Snapshot[], periodStart: string): Snapshot | undefined {
  const own = snapshots.filter(({ kind, periodStart: start }) => kind === 'due' && start === periodStart);
  const [latest, earlier] = own;
  if (!latest || earlier) return earlier;
  return snapshots.find(({ kind, slotAt }) => kind === 'final' && slotAt.equals(latest.slotAt));
}

/** The periods that have a message in the channel, the current one first. */
export function postedPeriods(snapshots: readonly Snapshot[]): readonly string[] {
  return [...new Set(snapshots.filter(({ kind }) => kind === 'due').map(({ periodStart }) => periodStart))];
}
