import { MANAGERS, REPS } from './people.ts';
import type { Random } from './random.ts';
import { PAST_DAYS } from './timeline.ts';

export const KINDS = ['call', 'email', 'meeting', 'other'] as const;

export interface Activities {
  readonly count: number;
  readonly owner: Int32Array;
  readonly day: Int32Array;
  /** Index into KINDS. */
  readonly kind: Uint8Array;
}

/** Calls, e-mails and meetings, and a few tasks that count as nothing. */
export function makeActivities(count: number, random: Random): Activities {
  const activities: Activities = {
    count,
    owner: new Int32Array(count),
    day: new Int32Array(count),
    kind: new Uint8Array(count),
  };
  for (let i = 0; i < count; i++) {
    activities.owner[i] = MANAGERS + random.below(REPS);
    activities.day[i] = random.below(PAST_DAYS + 1);
    activities.kind[i] = random.chance(0.05) ? 3 : random.below(3);
  }
  return activities;
}
