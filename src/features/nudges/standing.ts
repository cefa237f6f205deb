import type { Day } from '#lib/days.ts';
import type { Period } from '#model/period.ts';
import type { Progress } from '#metrics/progress.ts';

/** One quota of one person and how far it is reached, in the quota's smallest unit. */
export interface Standing {
  readonly personId: string;
  /** What the quota asks for: `bookings`, `calls`. */
  readonly metric: string;
  /** What people do every day, such as calls: asked about day by day, not by the thresholds of a period. */
  readonly isActivity: boolean;
  readonly period: Period;
  readonly achieved: bigint;
  readonly progress: Progress;
  /** What of the quota is asked for before a day. */
  readonly expectedBy: (day: Day) => Share;
}

/** A quotient kept as its two integers. */
export interface Share {
  readonly sum: bigint;
  readonly by: bigint;
}

/** How much was reached by the end of a working day, and what was asked for by then. */
export interface Reached {
  readonly achieved: bigint;
  readonly expected: Share;
}

/** A deal that may still close in the period. */
export interface OpenDeal {
  readonly id: string;
  readonly name: string;
  readonly amount: bigint;
  readonly closeOn: Day;
}

/** What is done of an activity in the last working day. */
export interface LastDay {
  readonly day: Day;
  readonly done: bigint;
}

/** What a person is told about; `crossed` says that something is reached, the others that something is left to do. */
export const NUDGE_KINDS = ['crossed', 'ending', 'closable', 'pace', 'activity'] as const;
export type NudgeKind = (typeof NUDGE_KINDS)[number];

/**
 * A state that somebody came to, named so that it can be told only once: the threshold in percent, the day on which a
 * stretch was noticed, or '' for what can be true once in a period.
 */
export interface State {
  /** `seen` is no nudge: what was reached already when a quota was first looked at. */
  readonly kind: NudgeKind | 'seen';
  readonly state: string;
}

/** A state that was reached before, and whether a message of its own told it. */
export interface Said extends State {
  readonly id: number;
  readonly saidOn: Day;
  /** False for what another message covered, and for what was so before we looked. */
  readonly isSaid: boolean;
  /** A stretch that has ended since: the next one is another state. */
  readonly isOver: boolean;
  readonly isWithdrawn: boolean;
}

/** What is to be done about one quota of one person. */
export interface Verdict {
  /** The one thing to tell now. */
  readonly say: State | undefined;
  /** Counts as told: the message says it too, or it was so before anybody looked. */
  readonly cover: readonly State[];
  /** Ids of what is told no longer: its stretch is over. */
  readonly end: readonly number[];
  /** Ids of what turned out wrong. */
  readonly withdraw: readonly number[];
  /** Ids of what was taken back and is so again: its message stands as it was, and nobody is told twice. */
  readonly restore: readonly number[];
  /** Ids of what another message covered and is not so any more. */
  readonly forget: readonly number[];
}

export const NOTHING: Verdict = {
  say: undefined,
  cover: [],
  end: [],
  withdraw: [],
  restore: [],
  forget: [],
};

/** Whether so many percent of the quota are reached. */
export function hasReached({ achieved, progress }: Standing, percent: number): boolean {
  return achieved * 100n >= progress.quota * BigInt(percent);
}

/** Whether what was reached is below a band, in percent of what was asked for by then. */
export function isBelow(
  { quota }: Progress,
  { achieved, expected, band }: Reached & { readonly band: number },
): boolean {
  const { sum, by } = expected;
  return achieved * by * 100n < quota * sum * BigInt(band);
}

/** What an even spread asks for in a working day; half a call reaches no quota. */
export function shareOfDay({ progress }: Pick<Standing, 'progress'>): bigint {
  const all = BigInt(Math.max(progress.workingDays.all, 1));
  return (progress.quota + all - 1n) / all;
}
