import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backendOf, queueName, uninstall, type UninstallPoint } from '#app/uninstall.ts';
import { begunUninstalling } from '#app/uninstall-files.ts';
import { type Config, parseConfig } from '#config.ts';
import { silentLog } from '#lib/log.ts';
import { defineJob } from '#queue/define-job.ts';
import { createQueue } from '#queue/queue.ts';
import { leftOfQueue } from '#queue/remove-queue.ts';
import { isTokenAlive } from '#slack/revoke.ts';
import type { Database } from '#store/database.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';
import { postgresServer, redisServer } from '../support/engines.ts';
import { openTestSides, type TestSides } from '../support/sides.ts';

const POINTS: readonly UninstallPoint[] = ['noted', 'revoked', 'queue', 'schema', 'files'];
const JOB = defineJob({
  name: 'work',
  payload: z.strictObject({}),
  key: () => 'work',
  run: async () => undefined,
});
const ENGINES = [
  { title: 'the embedded engine', environment: {}, isThere: true },
  {
    title: postgresServer.title,
    environment: { DATABASE_URL: postgresServer.url ?? '' },
    isThere: postgresServer.url !== undefined,
  },
  {
    title: `PostgreSQL and ${redisServer.title}`,
    environment: { DATABASE_URL: postgresServer.url ?? '', REDIS_URL: redisServer.url ?? '' },
    isThere: postgresServer.url !== undefined && redisServer.url !== undefined,
  },
];

describe.each(ENGINES)('uninstalling on $title', { timeout: 180_000 }, ({ environment, isThere }) => {
  describe.skipIf(!isThere)('there', () => {
    let sides: TestSides;
    let dataDir: string;
    let config: Config;
    let installation: string;
    beforeAll(async () => {
      sides = await openTestSides({ scale: 0.02 });
    });
    beforeEach(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'attain-uninstall-'));
      config = parseConfig({ ...sides.environment, ...environment });
      installation = freshInstallationId();
      await live(installation);
      for (const file of ['clock.json', 'company.json', 'slack.json', 'key', 'theirs.txt'])
        await writeFile(join(dataDir, file), '{}');
    });
    afterEach(() => rm(dataDir, { recursive: true, force: true }));
    afterAll(() => sides.close());

    function open(): Promise<Database> {
      return openTestDatabase(config.databaseUrl ? { url: config.databaseUrl } : { dataDir });
    }

    /** What a running product leaves behind: a schema, a job that waits, a tick. */
    async function live(id: string): Promise<void> {
      const database = await open();
      await database.installation(id);
      const queue = await createQueue({
        backend: backendOf(config, database),
        jobs: [JOB],
        name: queueName(id),
        contextFor: async () => undefined,
        log: silentLog,
      });
      await queue.add(JOB, { installation: id, payload: {} });
      await queue.every('tick', { seconds: 60, job: JOB, installation: id, payload: {} });
      await queue.stop({ graceMs: 100 });
      await database.close();
    }

    async function kept(id: string): Promise<{ readonly jobs: number; readonly hasSchema: boolean }> {
      if (!config.databaseUrl && !existsSync(join(dataDir, 'database'))) return { jobs: 0, hasSchema: false };
      const database = await open();
      try {
        const jobs = await leftOfQueue(backendOf(config, database), { name: queueName(id), log: silentLog });
        return { jobs, hasSchema: (await database.installations()).includes(id) };
      } finally {
        await database.close();
      }
    }

    function remove(crashAt?: UninstallPoint) {
      return uninstall({
        config,
        dataDir,
        installation,
        log: silentLog,
        crashPoint: (point) => {
          if (point === crashAt) throw new Error(`killed at ${point}`);
        },
      });
    }

    it('leaves no schema, no job, no tick and no file of ours, and says what it looked for', async () => {
      expect((await kept(installation)).jobs).toBeGreaterThan(0);
      const looked = await remove();
      expect(looked.filter(({ isGone }) => !isGone)).toEqual([]);
      expect(looked.map(({ what }) => what)).toEqual([
        expect.stringContaining('Slack token'),
        'no job, tick or event is queued',
        'its schema is not in the database',
        expect.stringContaining('no file of it is in'),
      ]);
      expect(begunUninstalling(dataDir)).toBeUndefined();
      const files = await readdir(dataDir);
      // The key stays while others in the same database need it.
      expect(files.filter((file) => file !== 'key')).toEqual(['theirs.txt']);
      expect(await kept(installation)).toEqual({ jobs: 0, hasSchema: false });
    });

    it('ends what was begun when it was killed, at whichever step, one after the other', async () => {
      for (const point of POINTS) {
        await expect(remove(point)).rejects.toThrow(`killed at ${point}`);
        expect(begunUninstalling(dataDir)?.installation).toBe(installation);
      }
      const looked = await remove();
      expect(looked.filter(({ isGone }) => !isGone)).toEqual([]);
      expect(begunUninstalling(dataDir)).toBeUndefined();
      expect(await kept(installation)).toEqual({ jobs: 0, hasSchema: false });
    });

    it('leaves another workspace in the same database alone, with the database', async () => {
      const other = freshInstallationId();
      await live(other);
      await remove();
      const left = await kept(other);
      expect(left.hasSchema).toBe(true);
      expect(left.jobs).toBeGreaterThan(0);
      expect(existsSync(join(dataDir, 'key'))).toBe(true);
      installation = other;
      await remove();
    });
  });
});

describe('the Slack token', { timeout: 120_000 }, () => {
  it('opens nothing afterwards; one that was withdrawn before is fine, and a newer one is left alone', async () => {
    const sides = await openTestSides({ scale: 0.02 });
    const dataDir = await mkdtemp(join(tmpdir(), 'attain-uninstall-'));
    const config = parseConfig(sides.environment);
    const asked = { config, dataDir, installation: freshInstallationId(), log: silentLog };
    const slack = config.slack ?? { botToken: '', appToken: '', apiUrl: '' };
    try {
      expect(await isTokenAlive(slack, silentLog)).toBe(true);
      await expect(
        uninstall({
          ...asked,
          crashPoint: (point) => {
            if (point === 'revoked') throw new Error('killed');
          },
        }),
      ).rejects.toThrow('killed');
      expect(await isTokenAlive(slack, silentLog)).toBe(false);
      const newer = await openTestSides({ scale: 0.02 });
      const again = parseConfig(newer.environment);
      expect((await uninstall({ ...asked, config: again })).every(({ isGone }) => isGone)).toBe(true);
      expect(await isTokenAlive(again.slack ?? slack, silentLog)).toBe(true);
      await newer.close();
    } finally {
      await sides.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
