import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { machineNow } from '#lib/clock.ts';
import { GiveUp, TryLater } from '#lib/errors.ts';
import { sortFailure } from './failure.ts';

/** What we use of a Slack profile. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly timeZone: string;
  readonly locale: string;
  /** A person of the company itself: no bot, no guest, not deactivated. */
  readonly isFullMember: boolean;
  /** Somebody who is only partly in the workspace, or of another company. */
  readonly isGuest?: boolean;
  /** Why they are no full member, where they are none. */
  readonly absence?: Absence;
}

/** `elsewhere` is another workspace or another company. */
export type Absence = 'deactivated' | 'guest' | 'elsewhere' | 'bot';

export interface SlackDirectory {
  /** The profile of a user, kept for five minutes, or until Slack says that it changed. */
  readonly profileOf: (slackUserId: string) => Promise<Profile>;
  /** Looks a user up anew when they are next asked for. */
  readonly forget: (slackUserId: string) => void;
  /** How often somebody was forgotten: what was kept about everyone before that is old. */
  readonly forgotten: () => number;
  /** The one full member with this e-mail. */
  readonly byEmail: (email: string) => Promise<Profile | undefined>;
  /** When a user's "do not disturb" is next on or is on now, asked for every two minutes; undefined where it is off. */
  readonly dndOf: (slackUserId: string) => Promise<Quiet | undefined>;
  /** Everyone in the workspace, deactivated accounts and bots included. */
  readonly everyone: () => Promise<readonly Profile[]>;
}

/** A stretch of time in which Slack holds a person's notifications back. */
interface Quiet {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

const KEEP_MS = 5 * 60_000;
const KEEP_DND_MS = 2 * 60_000;
const PAGE = 200;

const Member = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  /** In an organization of several workspaces: those they are in. */
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).nullish(),
  name: z.string().default(''),
  real_name: z.string().nullish(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  profile: z.object({ email: z.string().nullish(), real_name: z.string().nullish() }).loose(),
});

/** Seconds since 1970. */
const Dnd = z.object({
  dnd_enabled: z.boolean().default(false),
  next_dnd_start_ts: z.number().default(0),
  next_dnd_end_ts: z.number().default(0),
  snooze_enabled: z.boolean().default(false),
  snooze_endtime: z.number().default(0),
});

/**
 * Looks people up through the client that bulk work uses, or the one people wait for. Whoever is not in `teamId` is no
 * member; where it is not said, only Slack's own word counts.
 */
export function createDirectory(client: WebClient, teamId?: string): SlackDirectory {
  const kept = new Map<string, { readonly profile: Promise<Profile>; readonly until: number }>();
  let forgotten = 0;
  const quiet = new Map<string, { readonly dnd: Promise<Quiet | undefined>; readonly until: number }>();
  return {
    profileOf(slackUserId) {
      const known = kept.get(slackUserId);
      if (known !== undefined && known.until > machineNow()) return known.profile;
      const profile = fetchProfile(client, slackUserId).then((raw) => toProfile(raw, teamId));
      kept.set(slackUserId, { profile, until: machineNow() + KEEP_MS });
      profile.catch(() => kept.delete(slackUserId));
      return profile;
    },
    forget(slackUserId) {
      kept.delete(slackUserId);
      forgotten += 1;
    },
    forgotten: () => forgotten,
    async byEmail(email) {
      const answer = await client.users.lookupByEmail({ email }).catch((error: unknown) => {
        const failure = sortFailure(error);
        if (failure.kind === 'refused' && failure.error === 'users_not_found') return undefined;
        throw lookupError(error);
      });
      const profile = answer === undefined ? undefined : toProfile(answer.user, teamId);
      return profile?.isFullMember ? profile : undefined;
    },
    dndOf(slackUserId) {
      const known = quiet.get(slackUserId);
      if (known !== undefined && known.until > machineNow()) return known.dnd;
      const dnd = fetchDnd(client, slackUserId);
      quiet.set(slackUserId, { dnd, until: machineNow() + KEEP_DND_MS });
      dnd.catch(() => quiet.delete(slackUserId));
      return dnd;
    },
    everyone: async () => (await fetchEveryone(client)).map((raw) => toProfile(raw, teamId)),
  };
}

async function fetchProfile(client: WebClient, user: string): Promise<unknown> {
  const answer = await client.users.info({ user, include_locale: true }).catch((error: unknown) => {
    throw lookupError(error);
  });
  return answer.user;
}

async function fetchDnd(client: WebClient, user: string): Promise<Quiet | undefined> {
  const raw = await client.dnd.info({ user }).catch((error: unknown) => {
    throw lookupError(error);
  });
  const dnd = Dnd.parse(raw);
  const from = moment(dnd.next_dnd_start_ts);
  if (dnd.snooze_enabled) return { from: moment(0), until: moment(dnd.snooze_endtime) };
  return dnd.dnd_enabled ? { from, until: moment(dnd.next_dnd_end_ts) } : undefined;
}

function moment(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
}

async function fetchEveryone(client: WebClient): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  let cursor = '';
  do {
    const page = await client.users
      .list({ limit: PAGE, ...(cursor === '' ? {} : { cursor }) })
      .catch((error: unknown) => {
        throw lookupError(error);
      });
    all.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return all;
}

function toProfile(raw: unknown, teamId: string | undefined): Profile {
  const member = Member.parse(raw);
  const absence = absenceOf(member, teamId);
  return {
    id: member.id,
    name: member.profile.real_name || member.real_name || member.name,
    email: member.profile.email?.trim().toLowerCase() || null,
    timeZone: knownZone(member.tz),
    locale: member.locale ?? 'en-US',
    isFullMember: absence === undefined,
    isGuest: absence === 'guest' || absence === 'elsewhere',
    ...(absence === undefined ? {} : { absence }),
  };
}

function absenceOf(member: z.infer<typeof Member>, teamId: string | undefined): Absence | undefined {
  if (member.deleted) return 'deactivated';
  if (member.is_bot || member.id === 'USLACKBOT') return 'bot';
  if (member.is_restricted || member.is_ultra_restricted) return 'guest';
  return member.is_stranger || isOfOtherTeam(member, teamId) ? 'elsewhere' : undefined;
}

function isOfOtherTeam(
  { team_id, enterprise_user }: z.infer<typeof Member>,
  teamId: string | undefined,
): boolean {
  if (teamId === undefined || !team_id || team_id === teamId) return false;
  return !(enterprise_user?.teams ?? []).includes(teamId);
}

/** A zone that this machine knows; Slack may be ahead of its time zone tables. */
function knownZone(zone: string | null | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function lookupError(error: unknown): Error {
  const failure = sortFailure(error);
  if (failure.kind === 'limited') {
    return new TryLater('Slack asks for patience', { cause: error, waitSeconds: failure.waitSeconds });
  }
  if (failure.kind !== 'refused') return new TryLater(failure.reason, { cause: error });
  return new GiveUp(`Slack does not let us look people up: ${failure.error}`, {
    cause: error,
    remedy: 'Check the scopes users:read and users:read.email of the Slack app.',
  });
}
