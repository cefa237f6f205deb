import type { Day } from '#lib/days.ts';
import { decideCrossings } from './crossings.ts';
import { type Hindsight, wasWrong } from './hindsight.ts';
import type { Rules } from './rules.ts';
import { decideShortfalls, type Morning } from './shortfalls.ts';
import { NOTHING, type Said, type Standing, type Verdict } from './standing.ts';

/** Somebody with a quota, as far as it decides whether they are written to. */
export interface Addressee {
  /** The confirmed Slack account; undefined for somebody who is not linked. */
  readonly slackUserId: string | undefined;
  readonly isActive: boolean;
  /** On leave on the day it is where they are. */
  readonly isAway: boolean;
}

/** Whether somebody is told anything: not on leave, not unlinked, not gone. */
export function mayBeTold({ slackUserId, isActive, isAway }: Addressee): boolean {
  return slackUserId !== undefined && isActive && !isAway;
}

/** Everything known about one quota of one person. */
export interface Case {
  readonly person: Addressee;
  readonly standing: Standing;
  readonly said: readonly Said[];
  readonly rules: Rules;
  /** Where the person is. */
  readonly today: Day;
  /** On the morning of a working day; otherwise only what is reached is looked at. */
  readonly morning?: Morning | undefined;
  /** By the id of what was told: how it looks today. */
  readonly hindsight?: ReadonlyMap<number, Hindsight> | undefined;
}

/**
 * What somebody is told about one of their quotas now, if anything: at most one thing, and never the same twice. Who
 * has just reached something is not told on the same morning what is left.
 */
export function decide(all: Case): Verdict {
  const { person, standing, said, rules, today, morning, hindsight } = all;
  if (!mayBeTold(person)) return NOTHING;
  const crossings = standing.isActivity ? NOTHING : decideCrossings({ standing, said, rules });
  const wrong = said.filter((one) => {
    const onDay = hindsight?.get(one.id);
    return onDay !== undefined && !one.isWithdrawn && wasWrong(one, { standing, onDay, rules });
  });
  const isQuiet = morning === undefined || crossings.say !== undefined;
  const short = isQuiet ? NOTHING : decideShortfalls({ standing, morning, said, rules, today });
  const withdraw = wrong.map(({ id }) => id);
  return {
    say: crossings.say ?? short.say,
    cover: [...crossings.cover, ...short.cover],
    end: [...short.end, ...withdraw.filter((id) => !short.end.includes(id))],
    withdraw: [...crossings.withdraw, ...withdraw],
    restore: crossings.restore,
    forget: crossings.forget,
  };
}
