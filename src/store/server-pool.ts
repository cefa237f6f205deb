import { Pool } from 'pg';
import type { Log } from '#lib/log.ts';
import { PARSERS } from './values.ts';
import type { SqlPool } from './sql-client.ts';

export interface ServerPoolOptions {
  readonly url: string;
  readonly log: Log;
  /** Connections at most. */
  readonly max: number;
  /** What unqualified names mean. Our own statements have none; the queue's mean its schema. */
  readonly searchPath: string;
}

/** Connections to a PostgreSQL server, set up so that values and plans are those of the embedded engine. */
export function serverPool({ url, log, max, searchPath }: ServerPoolOptions): SqlPool {
  const settings = { timezone: 'UTC', jit: 'off', random_page_cost: '1.1', search_path: searchPath };
  const pool = new Pool({
    connectionString: url,
    max,
    keepAlive: true,
    application_name: 'attain',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    types: { getTypeParser: (oid: number) => PARSERS.get(oid) ?? ((text: string) => text) },
  });
  // An idle connection that drops is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to PostgreSQL was lost'));
  return asSqlPool(pool);
}

/** node-postgres types its overloads for callbacks and streams too; we use the form with promises alone. */
function asSqlPool(pool: Pool): SqlPool {
  return pool as unknown as SqlPool;
}
