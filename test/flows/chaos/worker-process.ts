/** A worker of the product as a process of its own: killed or frozen from outside, or at a point of its own. */
import { subscribe } from 'node:diagnostics_channel';
import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import type { Services } from '#feature.ts';
import { JOBS, tickStep, sendStep, type Runtime } from '#app/jobs.ts';
import { movableClock } from '#lib/clock.ts';
import { messageOf } from '#lib/errors.ts';
import { silentLog as log } from '#lib/log.ts';
import { createDispatcher } from '#outbox/create-dispatcher.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import type { CrashPoint } from '#outbox/crash-point.ts';
import { countDoubles } from '#outbox/doubles.ts';
import { createQueue, type Queue } from '#queue/queue.ts';
import { createAudienceCheck } from '#slack/audience.ts';
import { connectSlack } from '#slack/connect.ts';
import { createSender } from '#slack/deliver.ts';
import { createDirectory } from '#slack/directory.ts';
import { openDatabase } from '#store/database.ts';
import { lockFolder } from '#store/folder-lock.ts';
import { databaseImage } from '../../support/database-image.ts';
import { emptyTables } from '../../support/empty-queue.ts';
import { chaosFeature } from './chaos-feature.ts';
import { ignoreAttempts } from './ignore-attempts.ts';
import type { Life, Order, State } from './life.ts';

const Sending = z.object({ request: z.object({ path: z.string() }) });
const life = JSON.parse(process.argv[2] ?? '') as Life;
const { databaseUrl: url, redisUrl, dataDir, end } = life;
let passed = 0;
let isReady = false;
let words = '';
function crashPoint(point: CrashPoint | 'before-write'): void {
  if (!isReady || end?.at !== point || ++passed !== end.nth) return;
  // Whoever looks on knows what was about to be said.
  if (end.how === 'SIGSTOP') process.send?.({ frozenBefore: words });
  process.kill(process.pid, end.how);
}

// After every check, with the request made up and only its writing left.
subscribe('undici:client:sendHeaders', (event) => {
  if (Sending.parse(event).request.path.endsWith('/chat.postMessage')) crashPoint('before-write');
});

if (life.ignoresAttempts === true) ignoreAttempts();
if (url === undefined) lockFolder(dataDir, { purpose: 'chaos' });
const database = await openDatabase({
  url,
  dataDir: url === undefined ? dataDir : undefined,
  image: databaseImage(),
  log,
});
const connection = await connectSlack({ ...life.slack, timeoutMs: life.timeoutMs }, log);
const installation = connection.workspace.teamId;
const store = await database.installation(installation);
const at = { installation, payload: {} };
const clock = movableClock(Temporal.Instant.from(life.now));
const directory = createDirectory(connection.bulk);
const outbox = createOutbox({ wake: () => queue.add(sendStep, at), crashPoint });
const services: Services = { store, clock, log, outbox, directory };
const feature = chaosFeature(life.load, (now) => {
  words = now;
});
const pace = { perMinute: 6_000, burst: 10, channelSpacing: 5 };
const dispatcher = createDispatcher<Services>({
  store,
  clock,
  log,
  services,
  kinds: feature.posts ?? [],
  timing: life.timing,
  sender: createSender(connection.bulk, {
    log,
    author: connection.workspace,
    pace,
    otherPace: pace,
    timeoutMs: life.timeoutMs,
  }),
  audienceProblem: createAudienceCheck(connection.bulk, directory),
  crashPoint,
});
const nothing = async () => undefined;
const runtime: Runtime = {
  installation,
  services,
  dispatcher,
  features: [feature],
  pull: nothing,
  tidy: nothing,
  get queue() {
    return queue;
  },
  crashPoint: () => undefined,
};
const queue: Queue = await createQueue<Runtime>({
  backend:
    redisUrl === undefined
      ? { kind: 'postgres', pool: database.queuePool(), exclusive: url === undefined }
      : { kind: 'redis', url: redisUrl },
  jobs: JOBS,
  name: `attain-${installation}`,
  contextFor: async () => runtime,
  log,
  // What a killed worker held is free again soon: a life shall not pass in waiting for it.
  lockMs: 500,
  stalledCheckMs: 100,
  idlePollSeconds: 0.5,
});
await queue.start();
await queue.every('tick', { seconds: 0.5, job: tickStep, ...at });
// A short life shall not be over before the first tick.
await queue.add(tickStep, at);

async function stateOf(): Promise<State> {
  const rows = await store.db
    .selectFrom('post')
    .select(['state', ({ fn }) => fn.countAll<bigint>().as('count')])
    .groupBy('state')
    .execute();
  const unswept = await store.db
    .selectFrom('post')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('sweep_at', 'is not', null)
    .where('sweeps', '=', 0)
    .executeTakeFirstOrThrow();
  const { removed, left } = await countDoubles(store);
  return {
    states: Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])),
    unswept: Number(unswept.count),
    doubles: removed + left,
  };
}

async function obey(order: Order): Promise<unknown> {
  switch (order) {
    case 'state':
      return stateOf();
    case 'empty-queue':
      return emptyTables(store, installation);
    case 'stop':
      await queue.stop({ graceMs: 1_000 });
      await database.close();
      process.disconnect?.();
      return undefined;
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => process.connected && process.send?.({ result: result ?? null }),
    (error: unknown) => process.connected && process.send?.({ error: messageOf(error) }),
  );
});
// The next one starts in half the time.
flushCompileCache();
process.send?.({ result: 'ready' }, () => {
  isReady = true;
});
process.on('disconnect', () => process.exit());
