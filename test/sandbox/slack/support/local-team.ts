import { movableClock, type MovableClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import type { LocalSlackOptions } from '#sandbox/slack/options.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';

export const DANA = 'U0DANA';
export const OMAR = 'U0OMAR';
export const SALES = 'C0SALES';

export const MONDAY = Temporal.Instant.from('2026-11-23T08:00:00Z');

export interface LocalTeam {
  readonly slack: LocalSlack;
  readonly clock: MovableClock;
}

/** A team of two with a channel the app is in, one it is not in, and a private one. */
function teamOptions(clock: MovableClock): LocalSlackOptions {
  return {
    team: { id: 'T0TEST', name: 'Test Company' },
    people: [
      {
        id: DANA,
        name: 'dana',
        realName: 'Dana Cole',
        email: 'dana@example.com',
        timeZone: 'America/New_York',
      },
      {
        id: OMAR,
        name: 'omar',
        realName: 'Omar Haddad',
        email: 'omar@example.com',
        timeZone: 'Europe/Berlin',
      },
      {
        id: 'U0GONE',
        name: 'gone',
        realName: 'Gone',
        email: 'gone@example.com',
        timeZone: 'UTC',
        deleted: true,
      },
    ],
    channels: [
      { id: SALES, name: 'sales', members: [DANA, OMAR] },
      { id: 'C0OTHER', name: 'other', members: [DANA], hasApp: false },
      { id: 'G0SECRET', name: 'secret', isPrivate: true, members: [OMAR], hasApp: false },
    ],
    installer: DANA,
    clock,
    scopes: [
      'commands',
      'chat:write',
      'im:write',
      'users:read',
      'users:read.email',
      'channels:read',
      'channels:history',
      'groups:history',
      'im:history',
    ],
    commands: [{ command: '/attain', description: 'Ask for a figure', usageHint: '[metric]' }],
    log: silentLog,
  };
}

export async function startTeam(changes: Partial<LocalSlackOptions> = {}): Promise<LocalTeam> {
  const clock = movableClock(MONDAY);
  return { slack: await createLocalSlack({ ...teamOptions(clock), ...changes }), clock };
}
