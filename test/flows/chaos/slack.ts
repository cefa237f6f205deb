import { silentLog } from '#lib/log.ts';
import { systemClock } from '#lib/clock.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';

const EACH = 8;

let runs = 0;

/** Each run is an installation of its own, also of those that share a database at once. */
export function newTeam(): string {
  runs += 1;
  return `T${process.pid}C${Math.trunc(performance.timeOrigin).toString(36).toUpperCase()}N${runs}`;
}

const CHANNELS = Array.from({ length: EACH }, (_, n) => `C0CHAOS${n}`);
const PEOPLE = Array.from({ length: EACH }, (_, n) => `U0CHAOS${n}`);
/** Channels and people: both ways of finding a conversation are gone. */
export const AUDIENCES = CHANNELS.flatMap((channel, n) => [channel, PEOPLE[n] ?? channel]);

const SCOPES = ['chat:write', 'im:write', 'users:read', 'channels:read', 'channels:history', 'im:history'];
const PLENTY = 60_000;

/** A workspace that keeps no rate limits of its own: the run orders its refusals. */
export function openSlack(team: string): Promise<LocalSlack> {
  return createLocalSlack({
    team: { id: team, name: 'Chaos' },
    people: PEOPLE.map((id) => ({
      id,
      name: id.toLowerCase(),
      realName: id,
      email: `${id}@example.com`,
      timeZone: 'UTC',
    })),
    channels: CHANNELS.map((id) => ({ id, name: id.toLowerCase(), members: PEOPLE })),
    installer: PEOPLE[0] ?? '',
    clock: systemClock,
    scopes: [...SCOPES, 'commands', 'users:read.email'],
    limits: { channelBurst: PLENTY, channelPerSecond: PLENTY, perMinute: [PLENTY, PLENTY, PLENTY, PLENTY] },
    log: silentLog,
  });
}

export function standingTexts(slack: LocalSlack): readonly string[] {
  const messages = [
    ...CHANNELS.flatMap((id) => slack.messages(id)),
    ...PEOPLE.flatMap((id) => slack.direct(id)),
  ];
  return messages.map(({ text }) => ownWords(text));
}

/** What a message says of itself: below it a person is told why it came. */
export function ownWords(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

export function isSaid(slack: LocalSlack, words: string): boolean {
  return standingTexts(slack).includes(words);
}
