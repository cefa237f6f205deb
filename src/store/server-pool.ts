import { Pool } from 'pg';
import { GiveUp, messageOf } from '#lib/errors.ts';
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
  // Each of the queue's connections listens on the pool for as long as it lives.
  pool.setMaxListeners(0);
  // An idle connection that drops is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to PostgreSQL was lost'));
  return pool;
}

/** The oldest server whose SQL we speak. */
const OLDEST_MAJOR = 15;

/** Makes sure that the server answers and is new enough. @throws GiveUp saying what is wrong. */
export async function checkServer(pool: SqlPool, url: string): Promise<void> {
  const where = addressOf(url);
  const major = await serverMajor(pool).catch((error: unknown) => {
    throw new GiveUp(`PostgreSQL at ${where} cannot be used: ${reasonOf(error)}`, {
      cause: error,
      remedy: 'Check DATABASE_URL, and that the server runs and lets this user in.',
    });
  });
  if (major >= OLDEST_MAJOR) return;
  throw new GiveUp(`PostgreSQL at ${where} is version ${major}; Attain needs ${OLDEST_MAJOR} or newer.`, {
    remedy: 'Upgrade the server, or unset DATABASE_URL to use the embedded engine.',
  });
}

async function serverMajor(pool: SqlPool): Promise<number> {
  const { rows } = await pool.query<{ number: string }>(
    `select current_setting('server_version_num') as number`,
  );
  return Math.trunc(Number(rows[0]?.number) / 10_000);
}

/** Host, port and database alone: an address may hold a password. */
function addressOf(url: string): string {
  if (!URL.canParse(url)) return 'the given address';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return messageOf(error);
}
