import { parseArgs } from 'node:util';

/** Deals, and five activities for each. */
const DEALS = { S: 10_000, M: 100_000, L: 1_000_000 } as const;
const ACTIVITIES_PER_DEAL = 5;

export type ScaleName = keyof typeof DEALS;

export interface Scale {
  readonly name: ScaleName;
  readonly deals: number;
  readonly activities: number;
}

/** Where the product runs: its store embedded or on a PostgreSQL server, its queue also on Redis. */
export const ENGINES = ['embedded', 'postgres', 'redis'] as const;
export type EngineName = (typeof ENGINES)[number];
export const STORES = ['embedded', 'postgres'] as const;
export type StoreName = (typeof STORES)[number];

export interface Options {
  readonly scale: Scale;
  /** Numbers of goals; undefined for all. */
  readonly only: ReadonlySet<number> | undefined;
  readonly engines: ReadonlySet<EngineName>;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
}

const USAGE = `npm run bench -- [--scale S|M|L] [--only 1,6] [--engines embedded,postgres,redis]
PostgreSQL from BENCH_DATABASE_URL or TEST_DATABASE_URL, Redis from TEST_REDIS_URL.`;

/** Reads the command line and the environment. Throws an Error that says what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: 'M' },
      only: { type: 'string' },
      engines: { type: 'string', default: ENGINES.join() },
    },
  });
  return {
    scale: scaleNamed(values.scale),
    only: values.only === undefined ? undefined : new Set(values.only.split(',').map(Number)),
    engines: new Set(values.engines.split(',').map(engineNamed)),
    databaseUrl: process.env['BENCH_DATABASE_URL'] ?? process.env['TEST_DATABASE_URL'],
    redisUrl: process.env['TEST_REDIS_URL'],
  };
}

export function scaleNamed(name: string): Scale {
  if (name !== 'S' && name !== 'M' && name !== 'L') throw new Error(`"${name}" is no scale.\n${USAGE}`);
  return { name, deals: DEALS[name], activities: DEALS[name] * ACTIVITIES_PER_DEAL };
}

function engineNamed(name: string): EngineName {
  const found = ENGINES.find((it) => it === name);
  if (found === undefined) throw new Error(`"${name}" is no engine.\n${USAGE}`);
  return found;
}
