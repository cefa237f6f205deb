import { day } from '#lib/days.ts';
import { DEFAULT_RULES } from '#features/nudges/rules.ts';
import type { Addressee, Case } from '#features/nudges/policy.ts';
import type { Morning } from '#features/nudges/shortfalls.ts';
import type { Said, Standing, State, Verdict } from '#features/nudges/standing.ts';
import { progressOf } from '#metrics/progress.ts';
import { createWorkCalendar } from '#model/work-calendar.ts';

export const Q4 = {
  type: 'quarter',
  id: '2026-Q4',
  start: day('2026-10-01'),
  end: day('2027-01-01'),
} as const;
export const WORK = createWorkCalendar({ zone: 'UTC', hours: [], holidays: [] });
const HERE: Addressee = { slackUserId: 'U0ANA', isActive: true, isAway: false };
const QUIET: Morning = { lately: [], open: [], lastDay: undefined };

interface Wish {
  /** Of a quota of 1,000, in cents. */
  readonly achieved: number;
  readonly today: string;
  readonly quota?: number;
  readonly metric?: string;
}

export function standingOf({ achieved, today, quota = 1_000, metric = 'bookings' }: Wish): Standing {
  const isActivity = metric === 'calls';
  const reached = {
    achieved: BigInt(achieved),
    quota: BigInt(quota),
    currency: isActivity ? '' : 'USD',
  };
  const elapsed = { period: Q4, today: day(today), work: WORK, location: '' };
  const progress = progressOf(reached, elapsed);
  const { achieved: done } = reached;
  const expectedBy = () => ({ sum: 0n, by: 1n });
  return { personId: 'ana', metric, isActivity, period: Q4, achieved: done, progress, expectedBy };
}

/** A person's quota as it is looked at, at work and on an ordinary morning unless told otherwise. */
export function caseOf(
  wish: Wish,
  more: Partial<Omit<Case, 'morning'>> & { readonly morning?: Partial<Morning> | 'not now' } = {},
): Case {
  const { morning, ...rest } = more;
  return {
    person: HERE,
    standing: standingOf(wish),
    said: [],
    rules: DEFAULT_RULES,
    today: day(wish.today),
    morning: morning === 'not now' ? undefined : { ...QUIET, ...morning },
    ...rest,
  };
}

/** What was kept after verdicts were carried out, numbered as they came. */
export function told(...states: readonly (State & Partial<Said>)[]): readonly Said[] {
  return states.map((state, at) => ({
    id: at + 1,
    saidOn: day('2026-11-02'),
    isSaid: true,
    isOver: false,
    isWithdrawn: false,
    ...state,
  }));
}

/** What was told when a quota was first looked at with nothing reached. */
export const SEEN: State & Partial<Said> = { kind: 'seen', state: '0', isSaid: false };

/** "crossed 80" · "nothing" */
export function words({ say }: Verdict): string {
  return say ? `${say.kind} ${say.state}`.trim() : 'nothing';
}
