import { describe, expect, it } from 'vitest';
import { postgresServer } from '../support/engines.ts';
import { CHAOS_ENGINES } from './chaos/engines.ts';
import { runChaos } from './chaos/run.ts';

/** The short form; `npm run chaos` is the full one. */
const SHORT = { posts: 30, kills: 4, freezes: 1, flushes: 1 };
const LONG_MS = 120_000;

describe.each(CHAOS_ENGINES)('killed and frozen while Slack misbehaves, on $title', ({ missing, engine }) => {
  it.skipIf(missing)('every message stands there once', { timeout: LONG_MS }, async () => {
    const result = await runChaos({ ...SHORT, engine });
    console.log(JSON.stringify(result));
    expect(result).toMatchObject({ lost: 0, doubled: 0, takenTwice: 0, states: { posted: SHORT.posts } });
  });
});

describe.skipIf(postgresServer.url === undefined)('the same run tells when the outbox is broken', () => {
  const engine = { databaseUrl: postgresServer.url, workers: 2 } as const;

  it('by a settle time that does not wait for late calls', { timeout: LONG_MS }, async () => {
    const timing = { leaseSeconds: 2, settleSeconds: 0 };
    const result = await runChaos({
      ...SHORT,
      kills: 2,
      freezes: 0,
      engine,
      timing,
      lateMs: 1_200,
      untilDoubled: true,
    });
    expect(result.takenTwice).toBeGreaterThan(0);
  });
});
