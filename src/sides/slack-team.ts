import { createHash } from 'node:crypto';

/** A colleague of a company that is not invented: whoever Salesforce says works there. */
export interface Colleague {
  /** Salesforce user id. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
  /** How many people report to them, directly or not. */
  readonly reports: number;
}

/** Who is in the local Slack, where they meet, and who installed Attain there. */
export interface LocalTeam {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly realName: string;
    readonly email: string;
    readonly timeZone: string;
  }[];
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  readonly installer: string;
  readonly board: {
    readonly channelId: string;
    readonly metric: string;
    readonly period: 'week' | 'month' | 'quarter';
    readonly size: number;
    readonly weekday: number;
    readonly hour: number;
    readonly timeZone: string;
  };
}

const BOARD_CHANNEL = 'C0LEADERBOARD';

/** A workspace for any company: everyone active in its Salesforce, two channels, and the person furthest up installs. */
export function teamOf(colleagues: readonly Colleague[], zone: string): LocalTeam {
  const people = colleagues.map((one) => ({
    id: slackId(one.id),
    name: handle(one.email),
    realName: one.name,
    email: one.email,
    timeZone: one.timeZone,
  }));
  const everyone = people.map(({ id }) => id);
  const top = colleagues.reduce<Colleague | undefined>(
    (best, one) => (best === undefined || one.reports > best.reports ? one : best),
    undefined,
  );
  return {
    people: people.length > 0 ? people : [NOBODY],
    channels: [
      { id: BOARD_CHANNEL, name: 'sales-leaderboard', members: people.length > 0 ? everyone : [NOBODY.id] },
      { id: 'C0SALES', name: 'sales', members: people.length > 0 ? everyone : [NOBODY.id] },
    ],
    installer: top === undefined ? NOBODY.id : slackId(top.id),
    board: {
      channelId: BOARD_CHANNEL,
      metric: 'bookings',
      period: 'week',
      size: 10,
      weekday: 1,
      hour: 8,
      timeZone: zone,
    },
  };
}

/** An empty org still has somebody to look at it. */
const NOBODY = {
  id: 'U0VISITOR',
  name: 'visitor',
  realName: 'Visitor',
  email: 'visitor@attain.example',
  timeZone: 'UTC',
};

/** Slack ids are stable for a person, so that links survive a restart. */
function slackId(salesforceId: string): string {
  return `U0${createHash('sha256').update(salesforceId).digest('hex').slice(0, 9).toUpperCase()}`;
}

function handle(email: string): string {
  const local = email.split('@')[0] ?? '';
  return (
    local
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]/g, '')
      .slice(0, 21) || 'person'
  );
}
