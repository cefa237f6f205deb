import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '#lib/log.ts';
import { defineJob } from '#queue/define-job.ts';
import { createQueue } from '#queue/queue.ts';
import type { QueueBackend } from '#queue/backend.ts';
import { openTestDatabase } from '../support/database.ts';
import { calls } from '../support/calls.ts';
import { postgresServer, redisServer } from '../support/engines.ts';
import { proxyTo } from '../support/proxy.ts';
import { freshQueueName } from '../support/queue.ts';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function throughPostgres(url: string): Promise<QueueBackend> {
  const database = await openTestDatabase({ url });
  closing.push(() => database.close());
  return { kind: 'postgres', pool: database.queuePool() };
}

const engines = [
  { ...postgresServer, backend: throughPostgres },
  {
    ...redisServer,
    backend: async (url: string): Promise<QueueBackend> => ({ kind: 'redis', url, prefix: 'attain-test' }),
  },
];

describe.each(engines)('a queue whose engine goes away: $title', ({ url, backend }) => {
  async function running() {
    const proxy = await proxyTo(url ?? '');
    closing.push(proxy.close);
    const ran = calls<string>();
    const job = defineJob({
      name: 'job',
      payload: z.object({ id: z.string() }),
      run: async ({ id }, _context: undefined) => ran.note(id),
    });
    const queue = await createQueue({
      backend: await backend(proxy.url),
      jobs: [job],
      contextFor: async () => undefined,
      log: silentLog,
      name: freshQueueName(),
      idlePollSeconds: 1,
    });
    closing.push(() => queue.stop({ graceMs: 0 }));
    await queue.start();
    await queue.add(job, { installation: 'T1', payload: { id: 'before' } });
    await ran.reached(1);
    return {
      proxy,
      ran,
      queue,
      add: (id: string) => queue.add(job, { installation: 'T1', payload: { id } }),
    };
  }

  test.skipIf(url === undefined)('goes on when the connections were cut', async () => {
    const { proxy, ran, add } = await running();
    proxy.cut();
    // What is added in the very moment of the cut may fail, and says so.
    while (
      !(await add('after').then(
        () => true,
        () => false,
      ))
    );
    await ran.reached(2);
    expect(ran.seen.slice(0, 2)).toEqual(['before', 'after']);
  });

  test.skipIf(url === undefined)('stops although the engine does not come back', async () => {
    const { proxy, queue } = await running();
    proxy.close();
    await queue.stop({ graceMs: 0 });
  });
});
