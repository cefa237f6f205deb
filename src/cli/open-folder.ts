import { openData, openReader } from '#app/core.ts';
import type { Reader } from '#app/reader.ts';
import { lockDataDir } from '#cli/lock-data-dir.ts';
import type { Host } from '#cli/host.ts';
import type { Config } from '#config.ts';
import type { Directory, Services } from '#feature.ts';
import { systemClock, type Clock } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import { connectSlack } from '#slack/connect.ts';
import { createDirectory } from '#slack/directory.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { savedClock } from '#sides/business-clock.ts';
import { orgFolderOf } from '#sides/company-of-folder.ts';
import { openSides } from '#sides/sides.ts';
import { LOCAL_TEAM_ID } from '#sides/slack-side.ts';

export interface FolderOptions {
  readonly config: Config;
  readonly dataDir: string;
  readonly named: string | undefined;
  readonly log: Log;
  readonly stack: AsyncDisposableStack;
}

/** Opens a data folder that nobody holds, for one command. What it makes due is done when the product next runs. */
export async function openFolder(options: FolderOptions): Promise<Host> {
  const { config, dataDir, log, stack } = options;
  if (config.databaseUrl === undefined) lockDataDir(dataDir, { purpose: 'npm run attain', stack });
  const clock = clockOf(options);
  const database = await openData({ config, dataDir, clock, log }, stack);
  const store = await database.installation(await installationId(database, config, log));
  const services: Services = {
    store,
    clock,
    log,
    outbox: createOutbox({ wake: () => Promise.resolve() }),
    directory: directoryOf(config, log),
  };
  return {
    config,
    services,
    reader: lazyReader(store, options),
    catchUp: () => Promise.resolve(),
    clock: undefined,
    queue: undefined,
  };
}

/** Business time as the folder last had it, without waking its company. */
function clockOf({ config, dataDir }: FolderOptions): Clock {
  return savedClock(dataDir, config.clockStart) ?? systemClock;
}

/** The installation of the configured workspace; where Slack is local or one is known, without asking Slack. */
async function installationId(database: Database, config: Config, log: Log): Promise<string> {
  if (config.slack === undefined) return LOCAL_TEAM_ID;
  const [known, ...others] = await database.installations();
  if (known !== undefined && others.length === 0) return known;
  return (await connectSlack(config.slack, log)).workspace.teamId;
}

/** Opens Salesforce only for a command that reads it. */
function lazyReader(store: Store, options: FolderOptions): Reader {
  let opening: Promise<Reader> | undefined;
  const reader = () => (opening ??= openNow(store, options));
  return {
    pull: async (progress) => (await reader()).pull(progress),
    hurry: () => undefined,
    connection: async () => (await reader()).connection(),
  };
}

async function openNow(store: Store, { config, dataDir, named, log, stack }: FolderOptions): Promise<Reader> {
  const orgFolder = orgFolderOf(dataDir, named);
  const sides = await openSides({ config, dataDir, orgFolder, log }, stack);
  return openReader(store, sides.salesforce, { config, dataDir, clock: sides.clock, log });
}

function directoryOf(config: Config, log: Log): Directory {
  const { slack } = config;
  if (slack === undefined) return NOBODY_RUNS;
  const directory = async () => {
    const { interactive, workspace } = await connectSlack(slack, log);
    return createDirectory(interactive, workspace.teamId);
  };
  return {
    byEmail: async (email) => (await directory()).byEmail(email),
    everyone: async () => (await directory()).everyone(),
    profileOf: async (slackUserId) => (await directory()).profileOf(slackUserId),
  };
}

const refuse = () =>
  Promise.reject(new Refusal('The local Slack is not running.', 'Run npm start, then try again.'));
const NOBODY_RUNS: Directory = { byEmail: refuse, everyone: refuse, profileOf: refuse };
