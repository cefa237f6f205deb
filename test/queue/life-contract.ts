import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineJob } from '#queue/define-job.ts';
import type { Attempt } from '#queue/define-job.ts';
import { calls } from '../support/calls.ts';
import { freshQueueName, testQueue } from '../support/queue.ts';
import type { QueueEngine } from '../support/queue.ts';

const INSTALLATION = 'T1';
const Payload = z.object({ id: z.string() });
const none = { contextFor: async () => undefined };

/** How workers begin, idle, end and die: the same on every engine. */
export function queueLifeContract(engine: QueueEngine): void {
  describe.skipIf(engine.url === undefined)(`workers of the queue on ${engine.title}`, () => {
    // Opening the engine may take long on a busy machine; a test's time is for the test.
    beforeAll(async () => {
      await engine.backend();
      await engine.store();
    });

    test('adds a job again and again, however often it was told to, until told to stop', async () => {
      const ran = calls<string>();
      const job = defineJob({ name: 'job', payload: Payload, run: async ({ id }) => ran.note(id) });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      const tick = { seconds: 0.1, job, installation: INSTALLATION, payload: { id: 'tick' } };
      await queue.every('beat', tick);
      await queue.every('beat', tick);
      expect(await queue.counts()).toMatchObject({ waiting: 1, delayed: 0 });
      await queue.start();
      await ran.reached(3);
      await queue.stopEvery('beat', INSTALLATION);
      await queue.drained();
      expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, delayed: 0 });
    });

    test('lets a running job finish when it stops', async () => {
      const started = calls<string>();
      const gate = Promise.withResolvers<void>();
      const done = calls<string>();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        run: async ({ id }) => {
          started.note(id);
          await gate.promise;
          done.note(id);
        },
      });
      const name = freshQueueName();
      const queue = await testQueue(engine, { ...none, jobs: [job], name, concurrency: 1 });
      await queue.start();
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'b' } });
      await started.reached(1);
      const stopped = queue.stop({ graceMs: 20_000 });
      gate.resolve();
      await stopped;
      expect(done.seen).toEqual(['a']);
      const next = await testQueue(engine, { ...none, jobs: [job], name });
      expect(await next.counts()).toMatchObject({ waiting: 1, active: 0 });
    });

    test('gives a job back that does not finish in time, and runs it again elsewhere', async () => {
      const started = calls<Attempt>();
      const stuck = defineJob({
        name: 'job',
        payload: Payload,
        run: async (_payload, _context, attempt: Attempt) => {
          started.note(attempt);
          await new Promise(() => undefined);
        },
      });
      const name = freshQueueName();
      const queue = await testQueue(engine, { ...none, jobs: [stuck], name });
      await queue.start();
      await queue.add(stuck, { installation: INSTALLATION, payload: { id: 'a' } });
      await started.reached(1);
      await queue.stop({ graceMs: 0 });
      expect(started.seen[0]?.signal.aborted).toBe(true);

      const again = calls<number>();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        run: async (_payload, _context, { number }: Attempt) => again.note(number),
      });
      const next = await testQueue(engine, { ...none, jobs: [job], name });
      expect(await next.counts()).toMatchObject({ waiting: 1, active: 0 });
      await next.start();
      await next.drained();
      expect(again.seen).toEqual([1]);
    });

    test('goes on ticking and working after the engine was emptied under it', async () => {
      const ran = calls<string>();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        key: ({ id }) => id,
        run: async ({ id }) => {
          await pause(20);
          ran.note(id);
        },
      });
      const name = freshQueueName();
      const queue = await testQueue(engine, { ...none, jobs: [job], name, idlePollSeconds: 0.5 });
      const tick = { seconds: 0.2, job, installation: INSTALLATION, payload: { id: 'tick' } };
      await queue.start();
      await queue.every('beat', tick);
      await ran.reached(2);
      for (let round = 0; round < 3; round++) {
        await queue.add(job, { installation: INSTALLATION, payload: { id: `before ${round}` } });
        await engine.empty(name);
        const before = ran.seen.length;
        await queue.add(job, { installation: INSTALLATION, payload: { id: `after ${round}` } });
        await ran.reached(before + 4);
        expect(ran.seen).toContain(`after ${round}`);
      }
      await queue.stopEvery('beat', INSTALLATION);
    });

    test('wakes an idle worker without being asked', async () => {
      const ran = calls<string>();
      const job = defineJob({ name: 'job', payload: Payload, run: async ({ id }) => ran.note(id) });
      // Were the worker not woken, it would ask again after an hour and the test would time out.
      const queue = await testQueue(engine, { ...none, jobs: [job], idlePollSeconds: 3600 });
      await queue.start();
      for (let round = 0; round < 10; round += 1) {
        await queue.add(job, { installation: INSTALLATION, payload: { id: String(round) } });
        await ran.reached(round + 1);
        await queue.drained();
      }
      expect(ran.seen).toHaveLength(10);
    });

    test('runs 200 jobs that each hold a transaction of the store', async () => {
      const store = await engine.store();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        run: async ({ id }) =>
          store.transaction(async (tx) => {
            await tx.db
              .insertInto('changed_record')
              .values({ object: 'Opportunity', record_id: id })
              .execute();
            await tx.db
              .insertInto('dirty_cell')
              .values({ person_id: 'p', day: '2017-01-01' })
              .onConflict((conflict) => conflict.doNothing())
              .execute();
          }),
      });
      const queue = await testQueue(engine, { ...none, jobs: [job], lockMs: 15_000 });
      await queue.start();
      const ids = Array.from({ length: 200 }, (_, index) => String(index));
      await Promise.all(ids.map((id) => queue.add(job, { installation: INSTALLATION, payload: { id } })));
      await queue.drained();
      const rows = await store.db.selectFrom('changed_record').select('record_id').execute();
      expect(rows.map((row) => row.record_id).toSorted()).toEqual(ids.toSorted());
    });

    // Starts a process, and on the embedded engine two databases.
    test('takes up the job of a worker that was killed', { timeout: 120_000 }, async () => {
      const name = freshQueueName();
      const dataDir = mkdtempSync(join(tmpdir(), 'attain-queue-'));
      const about = JSON.stringify({ kind: engine.kind, url: engine.url, dataDir, name });
      const child = fork(new URL('doomed-worker.ts', import.meta.url), [about], { execArgv: [] });
      await once(child, 'message');
      child.kill('SIGKILL');
      await once(child, 'exit');

      const ran = calls<string>();
      const job = defineJob({ name: 'doomed', payload: Payload, run: async ({ id }) => ran.note(id) });
      const survivor = await engine.takeOver(dataDir);
      const queue = await testQueue(survivor.engine, { ...none, jobs: [job], name });
      await queue.start();
      await ran.reached(1);
      expect(ran.seen).toEqual(['a']);
      await queue.stop({ graceMs: 1000 });
      await survivor.close();
      rmSync(dataDir, { recursive: true });
    });
  });
}
