/**
 * When the next message may leave, as arithmetic on milliseconds of machine time. Two spacings hold at once, one
 * per channel and one for the workspace; each keeps the moment at which its line would be empty and lets a burst
 * run ahead of it.
 */
export interface Pace {
  readonly limits: PaceLimits;
  /** The workspace's spacing now: longer than the limit's after refusals. */
  readonly spacing: number;
  /** The moment at which the workspace's line would be empty. */
  readonly workspace: number;
  readonly channels: ReadonlyMap<string, number>;
  /** Nothing leaves before this moment: Slack said so. */
  readonly blockedUntil: number;
}

export interface PaceLimits {
  readonly perMinute: number;
  /** How many may leave at once after a quiet time. */
  readonly burst: number;
  /** Milliseconds between two messages in one channel. */
  readonly channelSpacing: number;
}

export const DEFAULT_PACE: PaceLimits = { perMinute: 300, burst: 5, channelSpacing: 1_000 };

/** Slack's tier 3 takes 50 calls a minute of one method. */
export const TIER_3: PaceLimits = { perMinute: 48, burst: 5, channelSpacing: 1_000 };

const SLOWER = 1.5;
const SLOWEST_MS = 5_000;
/** How much of the distance to full speed each success wins back. */
const RECOVERY = 0.05;

export function newPace(limits: PaceLimits = DEFAULT_PACE): Pace {
  return { limits, spacing: 60_000 / limits.perMinute, workspace: 0, channels: new Map(), blockedUntil: 0 };
}

/** Takes the next place in the line: the moment at which a message to `channel` may leave. */
export function takeTurn(
  pace: Pace,
  channel: string,
  now: number,
): { readonly at: number; readonly pace: Pace } {
  const ahead = (pace.limits.burst - 1) * pace.spacing;
  const at = Math.max(now, pace.blockedUntil, pace.workspace - ahead, pace.channels.get(channel) ?? 0);
  const channels = new Map([...pace.channels].filter(([, free]) => free > now));
  channels.set(channel, at + pace.limits.channelSpacing);
  return { at, pace: { ...pace, workspace: Math.max(at, pace.workspace) + pace.spacing, channels } };
}

/** Slack asked to wait: nothing leaves until then, and afterwards less often. */
export function slowDown(pace: Pace, waitMs: number, now: number): Pace {
  const spacing = Math.min(pace.spacing * SLOWER, Math.max(SLOWEST_MS, 60_000 / pace.limits.perMinute));
  return { ...pace, spacing, blockedUntil: Math.max(pace.blockedUntil, now + waitMs) };
}

/** A message was taken: back towards full speed. */
export function speedUp(pace: Pace): Pace {
  const full = 60_000 / pace.limits.perMinute;
  const spacing = pace.spacing - (pace.spacing - full) * RECOVERY;
  return { ...pace, spacing: spacing - full < 1 ? full : spacing };
}
