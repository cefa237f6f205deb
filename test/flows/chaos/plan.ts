import type { CrashPoint } from '#outbox/crash-point.ts';
import type { Timing } from '#outbox/timing.ts';
import type { Fault } from './faults.ts';

export interface Engine {
  /** Without an address the database is embedded. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  /** How many processes work at once. */
  readonly workers: 1 | 2;
}

/** What a run does to the product. */
export interface ChaosPlan {
  readonly engine: Engine;
  readonly posts: number;
  readonly kills: number;
  readonly freezes: number;
  /** How often the queue is emptied. */
  readonly flushes: number;
  readonly timing?: Timing;
  /** Ends the run as soon as Slack has taken a message twice: to show that a broken product does so. */
  readonly untilDoubled?: boolean;
  /** The one thing that goes wrong with Slack; everything when left out. */
  readonly only?: Fault['kind'];
  /** Told after each life how many are to come. */
  readonly onLife?: (left: { readonly kills: number; readonly freezes: number }) => void;
  /** After how many milliseconds a late call is carried out. */
  readonly lateMs?: number;
}

export interface ChaosResult {
  readonly posts: number;
  readonly kills: number;
  readonly freezes: number;
  readonly flushes: number;
  readonly faults: Readonly<Record<string, number>>;
  /** How many stood when the last kill was over; the rest was said undisturbed. */
  readonly underFire: number;
  /** Messages that stand nowhere when all is over. */
  readonly lost: number;
  /** Messages that stand more than once. */
  readonly doubled: number;
  /** Messages that Slack took more than once, also of those that were taken away. */
  readonly takenTwice: number;
  /** What the outbox itself noticed as doubled. */
  readonly noticed: number;
  readonly states: Readonly<Record<string, number>>;
  /** Posts once in doubt that were not looked for a second time until the end. */
  readonly unswept: number;
  readonly seconds: number;
}

/** Seconds stand for minutes here: a call may take half a second, a claim holds for two. */
export const TIMING: Timing = { leaseSeconds: 2, settleSeconds: 1.5 };
export const TIMEOUT_MS = 500;
export const POINTS: readonly CrashPoint[] = [
  'after-record',
  'after-claim',
  'after-render',
  'before-send',
  'after-send',
  'after-settle',
];
export const FREEZING_POINTS: readonly CrashPoint[] = ['after-render', 'before-send', 'after-send'];
/** Well within the settle time. */
export const LATE_MS = 600;
