import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { systemClock } from '#lib/clock.ts';
import { GiveUp } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { ChannelSeed, Person, type LocalSlackOptions } from '#sandbox/slack/options.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';
import { SMALL_TEAM } from '#sandbox/slack/small-team.ts';

/** What a team file holds. */
const TeamFile = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  people: z.array(Person),
  channels: z.array(ChannelSeed),
  installer: z.string(),
});

export interface AloneOptions {
  readonly port?: number;
  /** A JSON file with `team`, `people`, `channels` and `installer`; without it a small invented team. */
  readonly teamFile?: string | undefined;
  readonly dataFile?: string | undefined;
  /** What the app's manifest asks for. */
  readonly scopes: readonly string[];
  readonly commands: LocalSlackOptions['commands'] & {};
  readonly shortcuts?: LocalSlackOptions['shortcuts'] & {};
  readonly events?: readonly string[];
  readonly log: Log;
}

/** Starts the local Slack without the product: for developing an app against it, or for looking around. */
export function startLocalSlackAlone(options: AloneOptions): Promise<LocalSlack> {
  const { teamFile, ...rest } = options;
  const team = teamFile === undefined ? SMALL_TEAM : readTeam(teamFile);
  return createLocalSlack({ ...rest, ...team, clock: systemClock });
}

function readTeam(file: string): z.infer<typeof TeamFile> {
  try {
    return TeamFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new GiveUp(`${file} does not describe a team: ${why}`, { cause });
  }
}
