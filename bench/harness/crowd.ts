import { systemClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import type { Limits } from '#sandbox/slack/options.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';
import { ownManifest } from '#sides/manifest.ts';

/** A local Slack with many people, to write to each of them. */
export function slackWithCrowd(people: readonly string[], limits: Partial<Limits>): Promise<LocalSlack> {
  return createLocalSlack({
    ...ownManifest(),
    team: { id: 'T0CROWD', name: 'Crowd' },
    people: people.map((id) => ({
      id,
      name: id.toLowerCase(),
      realName: id,
      email: `${id}@example.com`,
      timeZone: 'UTC',
    })),
    channels: [],
    installer: people[0] ?? '',
    clock: systemClock,
    limits,
    log: silentLog,
  });
}

export function crowd(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `U0P${n}`);
}
