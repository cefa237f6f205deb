import { silentLog } from '#lib/log.ts';
import { defineJob } from '#queue/define-job.ts';
import { createQueue } from '#queue/queue.ts';
import { openDatabase } from '#store/database.ts';
import { z } from 'zod';

/** The product's own part of a start without services: store open and in its newest form, queue working. */
const [dataDir = ''] = process.argv.slice(2);
const job = defineJob<undefined, object>({
  name: 'no-op',
  payload: z.object({}),
  run: async () => undefined,
});

const database = await openDatabase({ dataDir, log: silentLog });
await database.installation('T0BENCH');
const queue = await createQueue({
  backend: { kind: 'postgres', pool: database.queuePool() },
  jobs: [job],
  contextFor: async () => undefined,
  log: silentLog,
});
await queue.start();
process.send?.('ready');
process.once('SIGTERM', () => {
  void queue
    .stop({ graceMs: 100 })
    .then(() => database.close())
    .then(() => process.exit());
});
