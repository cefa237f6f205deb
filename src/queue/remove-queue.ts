import type { Log } from '#lib/log.ts';
import { openBackend, type QueueBackend } from './backend.ts';
import { openRedis } from './redis.ts';

interface Named {
  readonly name: string;
  readonly log: Log;
}

/**
 * Removes a queue with all its jobs, ticks and events. No process may be using it: one that does would put its ticks
 * back. Doing so again changes nothing.
 */
export async function removeQueue(where: QueueBackend, { name, log }: Named): Promise<void> {
  const backend = await openBackend(where, { name, log });
  try {
    // The queue notes its own settings as it opens: they have to be there to be removed.
    await backend.queue.waitUntilReady();
    await backend.queue.obliterate({ force: true });
  } finally {
    await backend.close();
  }
}

/** How many rows or keys of a queue are left. */
export async function leftOfQueue(where: QueueBackend, { name, log }: Named): Promise<number> {
  return where.kind === 'postgres' ? rowsLeft(where, name) : keysLeft(where, { name, log });
}

async function rowsLeft({ pool }: QueueBackend & { kind: 'postgres' }, name: string): Promise<number> {
  const tables = await pool.query(
    `select table_name::text as name from information_schema.columns
     where table_schema = 'bullmq' and column_name = 'queue' order by 1`,
  );
  let left = 0;
  for (const row of tables.rows) {
    const { rows } = await pool.query(
      `select count(*)::int as n from bullmq."${String(row['name'])}" where queue = $1 or queue like '%:' || $1`,
      [name],
    );
    left += Number(rows[0]?.['n'] ?? 0);
  }
  return left;
}

async function keysLeft(
  { url, prefix = 'attain' }: QueueBackend & { kind: 'redis' },
  { name, log }: Named,
): Promise<number> {
  const redis = await openRedis(url, log);
  try {
    let left = 0;
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}:${name}:*`, 'COUNT', 1_000);
      left += keys.length;
      cursor = next;
    } while (cursor !== '0');
    return left;
  } finally {
    await redis.quit();
  }
}
