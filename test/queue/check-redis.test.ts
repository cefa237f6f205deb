import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { checkRedis, openRedis } from '#queue/redis.ts';
import type { RedisFacts } from '#queue/redis.ts';

const GOOD = { redis_version: '7.0.15', maxmemory_policy: 'noeviction', aof_enabled: '1' };

function redis(info: Readonly<Record<string, string>>, save: string | Error = ''): RedisFacts {
  const lines = Object.entries({ ...GOOD, ...info }).map(([name, value]) => `${name}:${value}`);
  return {
    info: async () => `# Server\r\n${lines.join('\r\n')}\r\n`,
    config: async () => {
      if (save instanceof Error) throw save;
      return ['save', save];
    },
  };
}

async function warnings(facts: RedisFacts): Promise<string[]> {
  const lines: string[] = [];
  await checkRedis(facts, pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }));
  return lines;
}

describe('the Redis that carries the queue', () => {
  test('is refused when it would throw jobs away', async () => {
    await expect(checkRedis(redis({ maxmemory_policy: 'allkeys-lru' }), silentLog)).rejects.toMatchObject({
      name: 'GiveUp',
      message: expect.stringContaining('allkeys-lru'),
      remedy: expect.stringContaining('noeviction'),
    });
  });

  test.each(['6.0.16', '5.0.14', ''])('is refused when it is too old: %j', async (version) => {
    await expect(checkRedis(redis({ redis_version: version }), silentLog)).rejects.toThrow('too old');
  });

  test.each(['6.2.0', '7.0.15', '8.0.1', '10.0.0'])('is taken when it is new enough: %s', async (version) => {
    await expect(checkRedis(redis({ redis_version: version }), silentLog)).resolves.toBeUndefined();
  });

  test('earns a warning when it keeps nothing on disk', async () => {
    expect(await warnings(redis({ aof_enabled: '0' }))).toHaveLength(1);
    expect(await warnings(redis({ aof_enabled: '0' }, '3600 1'))).toEqual([]);
    expect(await warnings(redis({ aof_enabled: '1' }))).toEqual([]);
  });

  test('earns none when it hides its settings, as hosted ones do', async () => {
    expect(await warnings(redis({ aof_enabled: '0' }, new Error('unknown command CONFIG')))).toEqual([]);
  });

  test('is named without its password when it does not answer', async () => {
    const opening = openRedis('redis://user:secret@127.0.0.1:1/0', silentLog);
    await expect(opening).rejects.toMatchObject({
      name: 'GiveUp',
      message: expect.stringMatching(/127\.0\.0\.1:1(?!.*secret)/),
      remedy: expect.stringContaining('REDIS_URL'),
    });
  });
});
