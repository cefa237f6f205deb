import type { Config } from '#config.ts';
import type { Log } from '#lib/log.ts';
import type { QueueBackend } from '#queue/backend.ts';
import { leftOfQueue, removeQueue } from '#queue/remove-queue.ts';
import { isTokenAlive, revokeToken } from '#slack/revoke.ts';
import { type Database, openDatabase } from '#store/database.ts';
import {
  begunUninstalling,
  hasDatabase,
  filesLeft,
  forgetUninstalling,
  noteUninstalling,
  removeFiles,
} from './uninstall-files.ts';

export interface Uninstalling {
  readonly config: Config;
  /** Held by the caller; no other process works with it or with its queue. */
  readonly dataDir: string;
  readonly installation: string;
  readonly log: Log;
  /** Where a test may end the process. */
  readonly crashPoint?: (point: UninstallPoint) => void;
}

export type UninstallPoint = 'noted' | 'revoked' | 'queue' | 'schema' | 'files';

/** Something that was looked for after all was removed. */
export interface Looked {
  readonly what: string;
  readonly isGone: boolean;
}

/**
 * Removes everything kept of an installation: token, queue, data, files; then looks whether it is gone. It is noted
 * beforehand in the data folder, and that note goes last: killed anywhere, doing it again ends it.
 */
export async function uninstall(uninstalling: Uninstalling): Promise<readonly Looked[]> {
  const { config, dataDir, installation, log, crashPoint = () => undefined } = uninstalling;
  const begun = begunUninstalling(dataDir);
  if (begun?.installation !== installation) noteUninstalling(dataDir, { installation, isRevoked: false });
  crashPoint('noted');
  const token = begun?.isRevoked ? WITHDRAWN_BEFORE : await withdrawToken(config.slack, log);
  noteUninstalling(dataDir, { installation, isRevoked: true });
  crashPoint('revoked');
  const { kept, isAlone } = await removeData(uninstalling, crashPoint);
  const looked = [token, ...kept];
  crashPoint('schema');
  const whereabouts = { isAlone, isEmbedded: config.databaseUrl === undefined };
  removeFiles(dataDir, whereabouts);
  crashPoint('files');
  const left = filesLeft(dataDir, whereabouts);
  looked.push({
    what: left.length === 0 ? `no file of it is in ${dataDir}` : `files in ${dataDir}: ${left.join(', ')}`,
    isGone: left.length === 0,
  });
  if (looked.every(({ isGone }) => isGone)) forgetUninstalling(dataDir);
  return looked;
}

const WITHDRAWN_BEFORE: Looked = { what: 'the Slack token was withdrawn before', isGone: true };

async function withdrawToken(slack: Config['slack'], log: Log): Promise<Looked> {
  if (slack === undefined) return { what: 'the local Slack needs no token', isGone: true };
  await revokeToken(slack, log);
  return { what: 'the Slack token opens nothing', isGone: !(await isTokenAlive(slack, log)) };
}

/** The embedded database went with all that was in it. */
const NOTHING_KEPT: readonly Looked[] = [{ what: 'its database is gone', isGone: true }];

interface Removed {
  readonly kept: readonly Looked[];
  /** Nothing else is in the database. */
  readonly isAlone: boolean;
}

async function removeData(
  { config, dataDir, installation, log }: Uninstalling,
  crashPoint: (point: UninstallPoint) => void,
): Promise<Removed> {
  if (config.databaseUrl === undefined && !hasDatabase(dataDir)) return { isAlone: true, kept: NOTHING_KEPT };
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.databaseUrl === undefined ? dataDir : undefined,
    log,
  });
  try {
    const queue = { name: queueName(installation), log };
    const where = backendOf(config, database);
    await removeQueue(where, queue);
    crashPoint('queue');
    await database.dropInstallation(installation);
    const [jobs, installations] = [await leftOfQueue(where, queue), await database.installations()];
    return {
      isAlone: installations.length === 0,
      kept: [
        {
          what: jobs === 0 ? 'no job, tick or event is queued' : `${jobs} are left in the queue`,
          isGone: jobs === 0,
        },
        { what: 'its schema is not in the database', isGone: !installations.includes(installation) },
      ],
    };
  } finally {
    await database.close();
  }
}

/** A process serves one installation, so it must not take the jobs of another's in the same database. */
export function queueName(installation: string): string {
  return `attain-${installation}`;
}

/** Where the jobs of an installation wait. */
export function backendOf(config: Config, database: Database): QueueBackend {
  return config.redisUrl
    ? { kind: 'redis', url: config.redisUrl }
    : { kind: 'postgres', pool: database.queuePool(), exclusive: database.kind === 'embedded' };
}
