import { Queue, QueueEvents, Worker, createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import type { PgPool, WorkerOptions } from 'bullmq';
import type { Log } from '#lib/log.ts';
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
  close(): Promise<void>;
}

/** How many of its own events BullMQ keeps; they only wake those who wait. */
const EVENTS_KEPT = 1000;
const Postgres = withBackend(createPostgresBackend);
const streams = { events: { maxLen: EVENTS_KEPT } };

/** Opens the backend, creating or upgrading what it needs. @throws GiveUp when it cannot be used. */
export async function openBackend(
  backend: QueueBackend,
  { name, log }: { name: string; log: Log },
): Promise<OpenBackend> {
  return backend.kind === 'postgres' ? onPostgres(backend, name) : onRedis(backend, { name, log });
}

async function onPostgres(
  { pool, exclusive = false }: QueueBackend & { kind: 'postgres' },
  name: string,
): Promise<OpenBackend> {
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
    watch: () => new Postgres.QueueEvents(name, common),
    close: async () => undefined,
  };
}

async function onRedis(
  { url, prefix = 'attain' }: QueueBackend & { kind: 'redis' },
  { name, log }: { name: string; log: Log },
): Promise<OpenBackend> {
  const redis = await openRedis(url, log);
  const common = { connection: redis, prefix };
  return {
    exclusive: false,
    queue: new Queue<JobData>(name, { ...common, streams }),
    worker: (processor, settings) => new Worker<JobData>(name, processor, { ...settings, ...common }),
    watch: () => new QueueEvents(name, common),
    close: async () => void (await redis.quit()),
  };
}
