import { Redis } from 'ioredis';
import { afterAll, afterEach } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { createQueue } from '#queue/queue.ts';
import type { QueueBackend } from '#queue/backend.ts';
import type { Queue, QueueOptions } from '#queue/queue.ts';
import { lockFolder } from '#store/folder-lock.ts';
import type { Store } from '#store/store.ts';
import { postgresServer, redisServer } from './engines.ts';
import type { Engine } from './engines.ts';
import { openTestDatabase, testDatabase, testStore } from './database.ts';
import { emptyRedis, emptyTables } from './empty-queue.ts';

/** An engine that carries the queue, and a store for its jobs to write to. */
export interface QueueEngine extends Engine {
  readonly kind: 'embedded' | 'postgres' | 'redis';
  backend(): Promise<QueueBackend>;
  store(): Promise<Store>;
  /** Takes away everything that the engine keeps of a queue, as a flush does. */
  empty(name: string): Promise<void>;
  /** Takes over after a process that used the engine, with this data folder, was killed. */
  takeOver(dataDir: string): Promise<{ readonly engine: QueueEngine; close(): Promise<void> }>;
}

const shared = (engine: QueueEngine) => async () => ({ engine, close: async () => undefined });

export const embeddedQueue: QueueEngine = {
  kind: 'embedded',
  name: 'embedded',
  title: 'embedded',
  url: 'memory',
  // Tests in one worker share the database, so it is not for one queue alone.
  backend: async () => ({ kind: 'postgres', pool: (await testDatabase()).queuePool() }),
  store: () => testStore(),
  empty: async (name) => emptyTables(await testStore(), name),
  async takeOver(dataDir) {
    const lock = lockFolder(dataDir, { purpose: 'test' });
    const database = await openTestDatabase({ dataDir });
    const close = async () => {
      await database.close();
      lock.release();
    };
    const pool = database.queuePool();
    return {
      engine: { ...embeddedQueue, backend: async () => ({ kind: 'postgres', pool, exclusive: true }) },
      close,
    };
  },
};

export const postgresQueue: QueueEngine = {
  kind: 'postgres',
  ...postgresServer,
  backend: async () => ({ kind: 'postgres', pool: (await testDatabase(postgresServer.url)).queuePool() }),
  store: () => testStore(postgresServer.url),
  empty: async (name) => emptyTables(await testStore(postgresServer.url), name),
  takeOver: () => shared(postgresQueue)(),
};

export const redisQueue: QueueEngine = {
  kind: 'redis',
  ...redisServer,
  backend: async () => ({ kind: 'redis', url: redisServer.url ?? '', prefix: 'attain-test' }),
  store: () => testStore(),
  empty: (name) => emptyRedis(`attain-test:${name}:*`),
  takeOver: () => shared(redisQueue)(),
};

/** Of this vitest worker alone, also among earlier runs. */
const NAME = `test-${process.pid}-${Math.trunc(performance.timeOrigin)}`;

let count = 0;

export function freshQueueName(): string {
  count += 1;
  return `${NAME}-${count}`;
}

const open: Queue[] = [];

/** A queue of its own name, stopped when the test ends. Locks are short, so that a killed worker is noticed soon. */
export async function testQueue<C>(
  engine: QueueEngine,
  options: Omit<QueueOptions<C>, 'backend' | 'log'>,
): Promise<Queue> {
  const queue = await createQueue({
    backend: await engine.backend(),
    name: freshQueueName(),
    log: silentLog,
    lockMs: 1000,
    stalledCheckMs: 200,
    ...options,
  });
  open.push(queue);
  return queue;
}

afterEach(async () => {
  for (const queue of open.splice(0)) await queue.stop({ graceMs: 0 });
});

afterAll(async () => {
  if (redisServer.url === undefined) return;
  const redis = new Redis(redisServer.url);
  const left = await redis.keys(`attain-test:${NAME}-*`);
  if (left.length > 0) await redis.del(...left);
  await redis.quit();
});
