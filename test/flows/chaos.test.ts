import { describe, expect, it } from 'vitest';
import { postgresServer } from '../support/engines.ts';
import { CHAOS_ENGINES } from './chaos/engines.ts';
import { runLateWrite } from './chaos/late-write.ts';
import { runOvertaken } from './chaos/overtaken.ts';
import { runChaos } from './chaos/run.ts';

/** The short form; `npm run chaos` is the full one. Mostly waiting, so that the runs go on at once; every wait inside has an end of its own. */
const SHORT = { posts: 30, kills: 4, freezes: 1, flushes: 1 };
const LONG_MS = 300_000;

describe.concurrent('killed and frozen while Slack misbehaves', () => {
  for (const { title, missing, engine } of CHAOS_ENGINES)
    it.skipIf(missing)(`every message stands there once, on ${title}`, { timeout: LONG_MS }, async () => {
      const result = await runChaos({ ...SHORT, engine });
      console.log(title, JSON.stringify(result));
      expect(result).toMatchObject({
        lost: 0,
        doubled: 0,
        takenTwice: 0,
        noticed: 0,
        unswept: 0,
        states: { posted: SHORT.posts },
      });
    });

  it.skipIf(postgresServer.url === undefined)(
    'and one would be said twice by a settle time that does not wait for late calls',
    { timeout: LONG_MS },
    async () => {
      const result = await runChaos({
        posts: 10,
        kills: 1,
        freezes: 0,
        flushes: 0,
        engine: { databaseUrl: postgresServer.url, workers: 1 },
        timing: { leaseSeconds: 2, settleSeconds: 0 },
        only: 'commit_late',
        lateMs: 3_000,
        untilDoubled: true,
      });
      expect(result.takenTwice).toBeGreaterThan(0);
    },
  );

  it.skipIf(postgresServer.url === undefined)(
    'a request that leaves a thawed sender after every check is found and taken away',
    { timeout: LONG_MS },
    async () => {
      const result = await runLateWrite({ databaseUrl: postgresServer.url, workers: 2 });
      expect(result).toMatchObject({ takenTwice: 1, noticed: 1, lost: 0, doubled: 0 });
    },
  );

  const engine = { databaseUrl: postgresServer.url, workers: 2 } as const;

  it.skipIf(postgresServer.url === undefined)(
    'a sender that thaws while another says the same keeps silent',
    { timeout: LONG_MS },
    async () => {
      const result = await runOvertaken(engine, { ignoresAttempts: false });
      expect(result).toMatchObject({ takenTwice: 0, lost: 0 });
    },
  );

  it.skipIf(postgresServer.url === undefined)(
    'and would say it again if its conditions ignored the attempt number',
    { timeout: LONG_MS },
    async () => {
      const result = await runOvertaken(engine, { ignoresAttempts: true });
      expect(result.takenTwice).toBe(1);
    },
  );
});
