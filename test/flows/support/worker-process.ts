/** The whole product as a process of its own, so that a test can kill it at a named point. Speaks over IPC. */
import { flushCompileCache } from 'node:module';
import { sql } from 'kysely';
import { startApp } from '#app.ts';
import { parseConfig } from '#config.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { movableClock } from '#lib/clock.ts';
import { messageOf } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import { noProgress } from '#lib/progress.ts';
import { setInstaller } from '#store/identity.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import { figureRows } from '#metrics/figure-rows.ts';
import { databaseImage } from '../../support/database-image.ts';
import type { WorkerOrder, WorkerStart } from './worker.ts';

const { environment, dataDir, installer, board } = JSON.parse(process.argv[2] ?? '') as WorkerStart;
const config = parseConfig(environment);
if (!config.slack || !config.salesforce || !config.clockStart) throw new Error('not configured');
const clock = movableClock(config.clockStart);
let armed: string | undefined;

const app = await startApp({
  config,
  dataDir,
  clock,
  log: silentLog,
  progress: noProgress,
  databaseImage: databaseImage(),
  salesforce: { settings: config.salesforce, currency: config.currency },
  slack: { kind: 'remote', settings: config.slack },
  takeOver: { lockMs: 1_000, stalledCheckMs: 200 },
  crashPoint: (point) => {
    if (point === armed) process.kill(process.pid, 'SIGKILL');
  },
});

// It is going to be killed, and would keep what it compiled only at its end.
flushCompileCache();

const { services } = app;

async function obey(order: WorkerOrder): Promise<unknown> {
  switch (order.kind) {
    case 'begin':
      // Nobody else is linked: what is killed here is the way of a board's message, not forty people's weeks.
      await setInstaller(services.store, { slackUserId: installer, changedBy: 'test', now: clock.now() });
      await startBoard(services, board, { userId: installer, now: clock.now() });
      return app.queue.drained();
    case 'catchUp':
      clock.moveTo(Temporal.Instant.from(order.now));
      armed = order.crashAt;
      return app.catchUp();
    case 'endLeases':
      // What minutes of waiting do: the claim of a sender that is gone runs out, and the settle time after it.
      return services.store.db
        .updateTable('post')
        .set({ lease_until: sql<string>`now() - interval '1 hour'` })
        .where('state', 'in', ['sending', 'settling'])
        .execute()
        .then(() => undefined);
    case 'figure': {
      const [figure] = await figuresFor(
        { store: services.store, now: clock.now() },
        { metrics: order.metric, by: 'company', periods: order.period },
      );
      return figure && figureRows([figure])[0]?.value;
    }
    case 'posts':
      return services.store.db
        .selectFrom('post')
        .select(['key', 'state'])
        .where('kind', '=', 'leaderboard')
        .orderBy('id')
        .execute();
    case 'stop':
      await app.stop();
      process.disconnect?.();
      return undefined;
  }
}

process.on('message', (order: WorkerOrder) => {
  obey(order).then(
    (result) => process.connected && process.send?.({ result: result ?? null }),
    (error: unknown) => process.connected && process.send?.({ error: messageOf(error) }),
  );
});
process.send?.({ result: 'ready' });
