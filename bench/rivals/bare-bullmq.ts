import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueBackend } from '#queue/backend.ts';

/** BullMQ as its own documentation shows it: a queue, a worker, nothing of ours between. */
export interface BareQueue {
  add(): Promise<unknown>;
  close(): Promise<void>;
}

const Postgres = withBackend(createPostgresBackend);
const KEEP_NOTHING = { removeOnComplete: true };
const CONCURRENCY = 8;

/** Opens a queue whose worker calls `onStart` with every job. */
export async function openBare(backend: QueueBackend, name: string, onStart: () => void): Promise<BareQueue> {
  const process = async () => onStart();
  if (backend.kind === 'postgres') {
    const common = { connection: backend.pool };
    const queue = new Postgres.Queue(name, common);
    const worker = new Postgres.Worker(name, process, { ...common, concurrency: CONCURRENCY });
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    return {
      add: () => queue.add('no-op', {}, KEEP_NOTHING),
      close: async () => void (await Promise.all([worker.close(), queue.close()])),
    };
  }
  const connection = new Redis(backend.url, { maxRetriesPerRequest: null });
  const common = { connection, prefix: backend.prefix ?? 'bare' };
  const queue = new Queue(name, common);
  const worker = new Worker(name, process, { ...common, concurrency: CONCURRENCY });
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return {
    add: () => queue.add('no-op', {}, KEEP_NOTHING),
    async close() {
      await Promise.all([worker.close(), queue.close()]);
      await connection.quit();
    },
  };
}
