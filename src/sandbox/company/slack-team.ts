import { must } from '#lib/errors.ts';
import type { InventedCompany } from './company.ts';
import type { Person } from './people.ts';
import { emailOf, fullName } from './user-rows.ts';
import { REGIONS } from './territories.ts';
import { ORG_ZONE } from './world.ts';

interface SlackPerson {
  readonly id: string;
  /** The handle: the e-mail's local part, cut to the 21 characters of old Slack handles. */
  readonly name: string;
  readonly realName: string;
  readonly email: string;
  readonly timeZone: string;
}

interface SlackChannel {
  readonly id: string;
  /** Without the leading #. */
  readonly name: string;
  readonly memberIds: readonly string[];
}

export interface SlackTeam {
  readonly people: readonly SlackPerson[];
  readonly channels: readonly SlackChannel[];
  /** The head of sales operations, who installs the app. */
  readonly installerId: string;
  readonly boardToStartWith: {
    readonly channelId: string;
    readonly metric: string;
    readonly period: 'week';
    readonly by: 'person';
    readonly size: number;
    /** 1 is Monday. */
    readonly weekday: number;
    readonly hour: number;
    readonly timeZone: string;
  };
}

/** Someone of another department: in Slack but not in the CRM. */
const BOOKKEEPER: SlackPerson = {
  id: 'U0BWFINANCE',
  name: 'odile.f',
  realName: 'Odile Fontanarossa (Finance)',
  email: 'odile.fontanarossa@brambleway.example',
  timeZone: 'America/New_York',
};

/** The company's Slack: everyone who works there today, one colleague without CRM account, and the sales channels. */
export function inventSlackTeam(company: InventedCompany): SlackTeam {
  const staff = company.world.people.filter(({ leftOn }) => leftOn === undefined);
  const people = staff.map(slackPerson);
  const lead = must(
    staff.find(({ job }) => job === 'operations'),
    'a head of sales operations',
  );
  const everyone = people.map(({ id }) => id);
  const leaderboard = { id: 'C0BW000LEAD', name: 'sales-leaderboard', memberIds: everyone };
  const regions = REGIONS.map(({ territory }) => ({
    id: `C0BW0${territory.developerName.toUpperCase().slice(0, 4).padEnd(6, '0')}`,
    name: `sales-${territory.developerName.toLowerCase()}`,
    memberIds: staff
      .filter(({ region, job }) => region?.territory === territory || job === 'chief' || job === 'operations')
      .map(slackId),
  }));
  const all = { id: 'C0BW0000ALL', name: 'sales-all', memberIds: [...everyone, BOOKKEEPER.id] };
  return {
    people: [...people, BOOKKEEPER],
    channels: [leaderboard, ...regions, all],
    installerId: slackId(lead),
    boardToStartWith: {
      channelId: leaderboard.id,
      metric: 'deals_won',
      period: 'week',
      by: 'person',
      size: 10,
      weekday: 1,
      hour: 8,
      timeZone: ORG_ZONE,
    },
  };
}

function slackId(person: Person): string {
  return `U0BW${String(person.number).padStart(7, '0')}`;
}

function slackPerson(person: Person): SlackPerson {
  const email = emailOf(person).toLowerCase();
  return {
    id: slackId(person),
    name: email.slice(0, email.indexOf('@')).slice(0, 21),
    realName: fullName(person),
    email,
    timeZone: person.zone,
  };
}
