import type { Topic } from '#model/attention.ts';
import type { NudgeKind } from './standing.ts';

/** What is left to do of a quota. */
export const SHORTFALL = 'nudges.shortfall';
/** What was not done of an activity. */
export const ACTIVITY = 'nudges.activity';
/** A part of a quota that is reached. */
export const CROSSED = 'nudges.crossed';
/** Of their team, for managers who want it. */
export const SUMMARY = 'nudges.summary';

const withdrawn = (kind: string) => `${kind}.withdrawn`;

/** The kind of post that tells each kind of state. */
export const KIND_OF: Readonly<Record<NudgeKind, string>> = {
  crossed: CROSSED,
  ending: SHORTFALL,
  closable: SHORTFALL,
  pace: SHORTFALL,
  activity: ACTIVITY,
};

/** The kind of post that takes it back in its thread. */
export const WITHDRAWN_OF: Readonly<Record<NudgeKind, string>> = {
  crossed: withdrawn(CROSSED),
  ending: withdrawn(SHORTFALL),
  closable: withdrawn(SHORTFALL),
  pace: withdrawn(SHORTFALL),
  activity: withdrawn(ACTIVITY),
};

export const TOPICS: Readonly<Record<typeof SHORTFALL | typeof ACTIVITY | typeof CROSSED, Topic>> = {
  [SHORTFALL]: {
    id: 'nudges',
    name: 'Quota nudges',
    about: 'you have a quota, and are told when something is left to do',
    startsAs: 'on',
  },
  [ACTIVITY]: {
    id: 'nudges-activity',
    name: 'Activity nudges',
    about: 'you have a quota of calls, e-mails or meetings',
    startsAs: 'on',
  },
  [CROSSED]: {
    id: 'milestones',
    name: 'Quota milestones',
    about: 'you have a quota, and are told when you reach a part of it',
    startsAs: 'on',
  },
};

/** Nobody is told of somebody else's quota unless they lead them and ask for it. */
export const TEAM_TOPIC: Topic = {
  id: 'nudges-team',
  name: 'Quotas of your team',
  about: 'you lead a team and asked for a summary each week',
  startsAs: 'off',
};
