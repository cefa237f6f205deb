import { z } from 'zod';
import { silentLog } from '#lib/log.ts';
import { defineJob } from '#queue/define-job.ts';
import { createQueue } from '#queue/queue.ts';
import type { QueueBackend } from '#queue/backend.ts';
import { openDatabase } from '#store/database.ts';
import { lockFolder } from '#store/folder-lock.ts';
import { databaseImage } from '../support/database-image.ts';

// A process of its own that takes up a job and never ends it: the test kills it.

const Arguments = z.object({
  kind: z.enum(['embedded', 'postgres', 'redis']),
  url: z.string(),
  dataDir: z.string(),
  name: z.string(),
});
const { kind, url, dataDir, name } = Arguments.parse(JSON.parse(process.argv[2] ?? ''));

async function open(): Promise<QueueBackend> {
  if (kind === 'redis') return { kind, url, prefix: 'attain-test' };
  if (kind === 'embedded') lockFolder(dataDir, { purpose: 'doomed' });
  const database = await openDatabase({
    log: silentLog,
    image: databaseImage(),
    ...(kind === 'embedded' ? { dataDir } : { url }),
  });
  return { kind: 'postgres', pool: database.queuePool() };
}

const job = defineJob({
  name: 'doomed',
  payload: z.object({ id: z.string() }),
  run: async () => {
    process.send?.('running');
    await new Promise(() => undefined);
  },
});
const queue = await createQueue({
  backend: await open(),
  name,
  jobs: [job],
  contextFor: async () => undefined,
  log: silentLog,
  lockMs: 1000,
  stalledCheckMs: 200,
});
await queue.add(job, { installation: 'T1', payload: { id: 'a' } });
await queue.start();
