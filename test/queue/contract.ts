import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { GiveUp, Refusal } from '#lib/errors.ts';
import { defineJob } from '#queue/define-job.ts';
import type { Attempt } from '#queue/define-job.ts';
import { calls } from '../support/calls.ts';
import { testQueue } from '../support/queue.ts';
import type { QueueEngine } from '../support/queue.ts';

const INSTALLATION = 'T1';
const Payload = z.object({ id: z.string() });
type Payload = z.infer<typeof Payload>;
const none = { contextFor: async () => undefined };

/** When a job runs, how often, and with what: the same on every engine. */
export function queueContract(engine: QueueEngine): void {
  describe.skipIf(engine.url === undefined)(`the queue on ${engine.title}`, () => {
    // Opening the engine may take long on a busy machine; a test's time is for the test.
    beforeAll(async () => {
      await engine.backend();
      await engine.store();
    });

    test('runs an added job with its payload and the context of its installation', async () => {
      const ran = calls<unknown>();
      const greet = defineJob({
        name: 'greet',
        payload: Payload,
        run: async (payload, context: { readonly of: string }) => ran.note({ payload, context }),
      });
      const queue = await testQueue(engine, { jobs: [greet], contextFor: async (of) => ({ of }) });
      await queue.start();
      await queue.add(greet, { installation: INSTALLATION, payload: { id: 'a' } });
      await queue.drained();
      expect(ran.seen).toEqual([{ payload: { id: 'a' }, context: { of: INSTALLATION } }]);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    test('keeps jobs until a worker starts', async () => {
      const ran = calls<string>();
      const job = defineJob({ name: 'job', payload: Payload, run: async ({ id }) => ran.note(id) });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
      expect(await queue.counts()).toMatchObject({ waiting: 1 });
      await queue.start();
      await queue.drained();
      expect(ran.seen).toEqual(['a']);
    });

    test('never retries a job whose payload is not one of its kind', async () => {
      const ran = calls<Payload>();
      const loose = defineJob({
        name: 'strict',
        payload: z.object({ id: z.number() }),
        run: async () => undefined,
      });
      const strict = defineJob({
        name: 'strict',
        payload: Payload,
        run: async (payload) => ran.note(payload),
      });
      const queue = await testQueue(engine, { ...none, jobs: [strict] });
      await queue.start();
      await queue.add(loose, { installation: INSTALLATION, payload: { id: 7 } });
      await queue.drained();
      expect(ran.seen).toEqual([]);
      expect(await queue.failed(10)).toMatchObject([
        {
          name: 'strict',
          installation: INSTALLATION,
          attempts: 1,
          reason: expect.stringContaining('wrong payload'),
        },
      ]);
    });

    test('tries a failed job again until it succeeds', async () => {
      const ran = calls<number>();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        backoffSeconds: 0.01,
        run: async (_payload, _context, { number }: Attempt) => {
          ran.note(number);
          if (number < 3) throw new Error('not yet');
        },
      });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      await queue.start();
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
      await queue.drained();
      expect(ran.seen).toEqual([1, 2, 3]);
      expect(await queue.failed(10)).toEqual([]);
    });

    test('stops trying after the attempts it was given and keeps the reason', async () => {
      const ran = calls<number>();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        attempts: 2,
        backoffSeconds: 0.01,
        run: async (_payload, _context, { number }: Attempt) => {
          ran.note(number);
          throw new Error(`refused ${number}`);
        },
      });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      await queue.start();
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
      await queue.drained();
      expect(ran.seen).toEqual([1, 2]);
      expect(await queue.failed(10)).toMatchObject([{ name: 'job', attempts: 2, reason: 'refused 2' }]);
    });

    test.each([new GiveUp('the key was revoked'), new Refusal('we do not do that')])(
      'does not try again when a person must act: %s',
      async (error) => {
        const ran = calls<number>();
        const job = defineJob({
          name: 'job',
          payload: Payload,
          run: async (_payload, _context, { number }: Attempt) => {
            ran.note(number);
            throw error;
          },
        });
        const queue = await testQueue(engine, { ...none, jobs: [job] });
        await queue.start();
        await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
        await queue.drained();
        expect(ran.seen).toEqual([1]);
        expect(await queue.failed(10)).toMatchObject([{ reason: error.message }]);
      },
    );

    test('collapses jobs with one key while one of them waits, apart from those of other installations', async () => {
      const ran = calls<string>();
      const job = defineJob({
        name: 'job',
        payload: Payload,
        key: ({ id }) => id,
        run: async ({ id }, of: string) => ran.note(`${of} ${id}`),
      });
      const queue = await testQueue(engine, { jobs: [job], contextFor: async (of) => of });
      for (const id of ['a', 'b', 'a', 'a']) await queue.add(job, { installation: 'T1', payload: { id } });
      await queue.add(job, { installation: 'T2', payload: { id: 'a' } });
      await queue.start();
      await queue.drained();
      expect(ran.seen.toSorted()).toEqual(['T1 a', 'T1 b', 'T2 a']);
      await queue.add(job, { installation: 'T1', payload: { id: 'a' } });
      await queue.drained();
      expect(ran.seen).toHaveLength(4);
    });

    test('runs once more, and not at the same time, when its key is added while it runs', async () => {
      const started = calls<number>();
      const gate = Promise.withResolvers<void>();
      let running = 0;
      const job = defineJob({
        name: 'job',
        payload: Payload,
        key: () => 'same',
        run: async () => {
          running += 1;
          started.note(running);
          await gate.promise;
          running -= 1;
        },
      });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      await queue.start();
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
      await started.reached(1);
      for (let i = 0; i < 3; i += 1)
        await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
      gate.resolve();
      await queue.drained();
      expect(started.seen).toEqual([1, 1]);
    });

    test('loses no wake-up, however adding and running fall together', async () => {
      let written = 0;
      let seen = 0;
      const job = defineJob({
        name: 'job',
        payload: Payload,
        key: () => 'same',
        run: async () => {
          const now = written;
          await new Promise(setImmediate);
          seen = now;
        },
      });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      await queue.start();
      for (let round = 0; round < 40; round += 1) {
        written += 1;
        await queue.add(job, { installation: INSTALLATION, payload: { id: 'a' } });
        if (round % 7 === 0) await new Promise(setImmediate);
      }
      await queue.drained();
      expect(seen).toBe(written);
    });

    test('runs a delayed job after those that were added later', async () => {
      const ran = calls<string>();
      const job = defineJob({ name: 'job', payload: Payload, run: async ({ id }) => ran.note(id) });
      const queue = await testQueue(engine, { ...none, jobs: [job] });
      await queue.start();
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'later' }, delayMs: 300 });
      await queue.add(job, { installation: INSTALLATION, payload: { id: 'now' } });
      await queue.drained();
      expect(ran.seen).toEqual(['now', 'later']);
    });
  });
}
