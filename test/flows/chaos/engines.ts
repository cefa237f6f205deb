import { postgresServer, redisServer } from '../../support/engines.ts';
import type { ChaosPlan } from './plan.ts';

interface ChaosEngine {
  readonly name: string;
  readonly title: string;
  readonly missing: boolean;
  readonly engine: ChaosPlan['engine'];
}

const databaseUrl = postgresServer.url;
const redisUrl = redisServer.url;

/** The embedded database takes one process at a time; on servers two share the work and take over from each other. */
export const CHAOS_ENGINES: readonly ChaosEngine[] = [
  { name: 'embedded', title: 'embedded', missing: false, engine: { workers: 1 } },
  {
    name: 'postgres',
    title: postgresServer.title,
    missing: postgresServer.url === undefined,
    engine: { databaseUrl, workers: 2 },
  },
  {
    name: 'redis',
    title: `${redisServer.title} beside PostgreSQL`,
    missing: redisServer.url === undefined || postgresServer.url === undefined,
    engine: { databaseUrl, redisUrl, workers: 2 },
  },
];
