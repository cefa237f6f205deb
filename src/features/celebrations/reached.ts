import type { Period } from '#model/period.ts';

/** The kinds of period whose quota is worth a celebration. */
export const REACHED_TYPES = ['quarter', 'month'] as const;
export type ReachedType = (typeof REACHED_TYPES)[number];

/**
 * `seen`: reached before anybody celebrated; `asked`: the person may say whether channels hear of it; `told`: they do;
 * `kept`: they do not.
 */
export type ReachedState = 'seen' | 'asked' | 'told' | 'kept';

/** What somebody wants to become of the quotas they reach; who chose nothing is asked. */
export const CHOICES = {
  ask: 'you are asked first, each time',
  always: 'channels that celebrate hear of it',
  never: 'nobody hears of it',
} as const;
export type Choice = keyof typeof CHOICES;

/** One quota of one person. */
export interface ReachedKey {
  readonly personId: string;
  readonly type: ReachedType;
  /** ISO date of the first day. */
  readonly start: string;
}

/** A quota of one person with its period. */
export interface OwnQuota {
  readonly personId: string;
  readonly period: Period;
}

export function keyOf({ personId, period }: OwnQuota): ReachedKey {
  const type = period.type === 'month' ? 'month' : 'quarter';
  return { personId, type, start: period.start.toString() };
}

/** "person/quarter/2026-10-01": what the keys of its posts end with. */
export function textOf({ personId, type, start }: ReachedKey): string {
  return [personId, type, start].join('/');
}

/** What becomes of a quota that is newly reached. */
export function stateFor(choice: Choice): ReachedState {
  return choice === 'always' ? 'told' : choice === 'never' ? 'kept' : 'asked';
}
