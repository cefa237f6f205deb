import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { redisServer } from './engines.ts';

const QUEUE_TABLES = [
  'job',
  'dedup',
  'dedup_next',
  'scheduler',
  'event',
  'meta',
  'job_log',
  'metrics',
  'rate_limit',
];

/** Deletes every row of a queue. */
export async function emptyTables(store: Store, name: string): Promise<void> {
  for (const table of QUEUE_TABLES)
    await sql`delete from ${sql.table(`bullmq.${table}`)} where queue like ${`%${name}`}`.execute(store.db);
}

/** Deletes every key of a pattern: other suites may use the same Redis, so it is not flushed as a whole. */
export async function emptyRedis(pattern: string): Promise<void> {
  const redis = new Redis(redisServer.url ?? '');
  const keys = await redis.keys(pattern);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}
