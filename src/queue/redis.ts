import { Redis } from 'ioredis';
import { GiveUp, messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';

const OLDEST = [6, 2] as const;
const CONNECT_MS = 5_000;

/** The part of a Redis connection that the check asks. */
export interface RedisFacts {
  info(section: string): Promise<string>;
  config(command: 'GET', name: string): Promise<unknown>;
}

/**
 * Opens the one connection that the queue shares, after checking that Redis will keep what it is given.
 * @throws GiveUp when it is not reachable or set up to lose jobs.
 */
export async function openRedis(url: string, log: Log): Promise<Redis> {
  const probe = new Redis(url, { lazyConnect: true, connectTimeout: CONNECT_MS, retryStrategy: () => null });
  // Told by the rejection of connect below; without a listener it would be printed as well.
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    await checkRedis(probe, log);
  } catch (error) {
    if (error instanceof GiveUp) throw error;
    throw new GiveUp(`Redis at ${addressOf(url)} cannot be used: ${messageOf(error)}`, {
      cause: error,
      remedy: 'Check REDIS_URL and that the server runs, or unset it to let PostgreSQL carry the queue.',
    });
  } finally {
    probe.disconnect();
  }
  // A worker waits for as long as Redis is away; a limit would fail its jobs.
  return new Redis(url, { maxRetriesPerRequest: null });
}

/**
 * Checks version and memory policy, and warns when nothing is written to disk.
 * @throws GiveUp when jobs could be thrown away silently.
 */
export async function checkRedis(redis: RedisFacts, log: Log): Promise<void> {
  const facts = parseInfo(await redis.info('everything'));
  const version = facts.get('redis_version') ?? '';
  if (!isAtLeast(version, OLDEST)) {
    throw new GiveUp(`Redis ${version} is too old: ${OLDEST.join('.')} or newer is needed.`, {
      remedy: 'Upgrade Redis (or Valkey).',
    });
  }
  const policy = facts.get('maxmemory_policy') ?? 'noeviction';
  if (policy !== 'noeviction') {
    throw new GiveUp(`Redis would throw jobs away when its memory is full (maxmemory-policy ${policy}).`, {
      remedy: 'Set maxmemory-policy to noeviction.',
    });
  }
  if (facts.get('aof_enabled') === '0' && (await savesSnapshots(redis)) === false) {
    log.warn('Redis keeps nothing on disk: waiting jobs are lost when it stops. Set appendonly yes.');
  }
}

function parseInfo(info: string): Map<string, string> {
  const pairs = info.split(/\r?\n/).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
  return new Map(pairs);
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ofMajor = 0, ofMinor = 0] = version.split('.').map(Number);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}

/** Undefined where a hosted Redis does not let its settings be read. */
async function savesSnapshots(redis: RedisFacts): Promise<boolean | undefined> {
  try {
    const answer = await redis.config('GET', 'save');
    return Array.isArray(answer) ? answer[1] !== '' : undefined;
  } catch {
    return undefined;
  }
}

function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the given address';
}
