import { Queue, QueueEvents, Worker, createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import type { PgPool, WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '#lib/log.ts';
import { outageLog } from './outage-log.ts';
import { openRedis } from './redis.ts';
import type { JobData, QueueWatch, QueueWorker, StoredJob, StoredQueue } from './stored.ts';

/** Where jobs wait. */
export type QueueBackend =
  | {
      readonly kind: 'postgres';
      /** Connections whose search path is the queue's schema. */
      readonly pool: PgPool;
      /** True when no other process can have the database open: what it left running is then known to be dead. */
      readonly exclusive?: boolean;
    }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string };

export type WorkerSettings = Omit<WorkerOptions, 'connection' | 'prefix'>;

/** Runs one job; `token` proves that it is ours to move. */
export type Process = (job: StoredJob, token: string | undefined) => Promise<void>;

/** BullMQ on one of its backends. */
export interface OpenBackend {
  readonly exclusive: boolean;
  readonly queue: StoredQueue;
  worker(processor: Process, settings: WorkerSettings): QueueWorker;
  watch(): QueueWatch;
  /** Closes the queue and the connection, after what uses them was closed. */
  close(): Promise<void>;
  /** Cuts every connection: for an engine that no longer answers, so that nothing can be closed properly. */
  abandon(): void;
}

interface OpenOptions {
  readonly name: string;
  readonly log: Log;
}

interface Parts {
  readonly exclusive: boolean;
  readonly queue: StoredQueue;
  readonly worker: OpenBackend['worker'];
  readonly watch: OpenBackend['watch'];
  readonly redis?: Redis;
}

/** How many of its own events BullMQ keeps; they only wake those who wait. */
const streams = { events: { maxLen: 1000 } };
/** Events from before the watch began are heard too: none can fall between beginning and hearing. */
const lastEventId = '0';
/** On PostgreSQL BullMQ misses an event that falls between its look and its LISTEN, so it has to look again soon. */
const EVENT_POLL_MS = 250;
const Postgres = withBackend(createPostgresBackend);

/** Opens the backend, creating or upgrading what it needs. @throws GiveUp when it cannot be used. */
export async function openBackend(backend: QueueBackend, options: OpenOptions): Promise<OpenBackend> {
  const report = outageLog(options.log);
  const parts =
    backend.kind === 'postgres' ? await onPostgres(backend, options) : await onRedis(backend, options);
  const { queue, redis } = parts;
  const made: (StoredQueue | QueueWorker | QueueWatch)[] = [];
  function kept<T extends (typeof made)[number]>(thing: T): T {
    thing.on('error', report);
    made.push(thing);
    return thing;
  }
  kept(queue);
  redis?.on('error', report);
  return {
    exclusive: parts.exclusive,
    queue,
    worker: (processor, settings) => kept(parts.worker(processor, settings)),
    watch: () => kept(parts.watch()),
    async close() {
      await queue.close();
      await redis?.quit();
    },
    abandon() {
      // Not waited for: a connection that is about to try again never says that it has ended.
      for (const thing of made) thing.disconnect().catch(report);
      redis?.disconnect();
    },
  };
}

async function onPostgres(
  backend: QueueBackend & { kind: 'postgres' },
  { name }: OpenOptions,
): Promise<Parts> {
  const { pool, exclusive = false } = backend;
  const client = await pool.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    client.release();
  }
  const common = { connection: pool };
  return {
    exclusive,
    queue: new Postgres.Queue<JobData>(name, { ...common, streams }),
    worker: (processor, settings) =>
      new Postgres.Worker<JobData>(name, processor, { ...settings, ...common }),
    watch: () => new Postgres.QueueEvents(name, { ...common, lastEventId, blockingTimeout: EVENT_POLL_MS }),
  };
}

async function onRedis(
  backend: QueueBackend & { kind: 'redis' },
  { name, log }: OpenOptions,
): Promise<Parts> {
  const redis = await openRedis(backend.url, log);
  const common = { connection: redis, prefix: backend.prefix ?? 'attain' };
  return {
    exclusive: false,
    queue: new Queue<JobData>(name, { ...common, streams }),
    worker: (processor, settings) => new Worker<JobData>(name, processor, { ...settings, ...common }),
    watch: () => new QueueEvents(name, { ...common, lastEventId }),
    redis,
  };
}
