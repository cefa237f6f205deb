import { join } from 'node:path';
import type { SlackSettings } from '#slack/connect.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';
import { ownManifest } from '#sides/manifest.ts';
import type { LocalTeam } from '#sides/slack-team.ts';

/** The id of the local workspace: the installation under which a sandbox keeps its data. */
export const LOCAL_TEAM_ID = 'T0ATTAIN';

export interface LocalSlackSide {
  readonly settings: SlackSettings;
  /** Where a person opens the page. */
  readonly page: string;
  close(): Promise<void>;
}

/** Moves business time for the page's clock: by milliseconds, or to next Monday 08:00. */
export type Advance = (step: number | 'monday') => Promise<void>;

/** Starts the local Slack with a company's people in it; its state lives on in the data folder. */
export async function openLocalSlack(options: {
  readonly team: LocalTeam;
  readonly name: string;
  readonly clock: Clock;
  readonly advance: Advance | undefined;
  readonly dataDir: string;
  readonly port: number;
  readonly log: Log;
}): Promise<LocalSlackSide> {
  const { team, advance, clock, log } = options;
  const slack = await createLocalSlack({
    ...ownManifest(),
    team: { id: LOCAL_TEAM_ID, name: options.name },
    people: [...team.people],
    channels: team.channels.map((channel) => ({ ...channel, members: [...channel.members] })),
    installer: team.installer,
    clock,
    ...(advance ? { clockControl: { advance } } : {}),
    dataFile: join(options.dataDir, 'slack.json'),
    port: options.port,
    log,
  });
  return {
    settings: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    page: slack.url,
    close: () => slack.close(),
  };
}
