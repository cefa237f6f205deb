import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '#lib/log.ts';
import { openDatabase, type Database } from '#store/database.ts';
import { emptyRedis } from '../../support/empty-queue.ts';
import { allKinds } from './kinds.ts';
import { LivingWorker } from './life.ts';
import { lifeOf, type Run } from './lives.ts';
import type { ChaosPlan } from './plan.ts';
import { newTeam, openSlack } from './slack.ts';

/** Makes a workspace and a database for a run, and takes everything away after it, whatever happened. */
export async function withRun<T>(
  plan: ChaosPlan,
  work: (run: Run, over: AbortController) => Promise<T>,
): Promise<T> {
  const team = newTeam();
  const slack = await openSlack(team);
  const dataDir = await mkdtemp(join(tmpdir(), 'attain-chaos-'));
  const over = new AbortController();
  const run: Run = { plan, team, slack, dataDir, kinds: allKinds(), over: over.signal, left: { ...plan } };
  try {
    await prepare(run);
    return await work(run, over);
  } finally {
    over.abort();
    await slack.close();
    await leaveNothing(run);
  }
}

/** The database is made before anything is said; the embedded one not in this process, which is Slack for others. */
async function prepare(run: Run): Promise<void> {
  const { databaseUrl: url } = run.plan.engine;
  if (url !== undefined)
    return withDatabase(url, async (database) => void (await database.installation(run.team)));
  const life = lifeOf(run, undefined);
  const worker = await LivingWorker.begin({ ...life, load: { ...life.load, total: 0 } });
  await worker?.stop();
}

async function withDatabase(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase({ url, dataDir: undefined, log: silentLog });
  await work(database).finally(() => database.close());
}

async function leaveNothing({ plan, team, dataDir }: Run): Promise<void> {
  const { databaseUrl: url, redisUrl } = plan.engine;
  if (redisUrl !== undefined) await emptyRedis(`attain:attain-${team}:*`);
  if (url !== undefined) await withDatabase(url, (database) => database.dropInstallation(team));
  await rm(dataDir, { recursive: true, force: true });
}
