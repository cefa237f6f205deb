import type { Config } from '#config.ts';
import type { Services } from '#feature.ts';
import { parkedPosts } from '#outbox/abandoned.ts';
import { countDoubles, type DoubleCount } from '#outbox/doubles.ts';
import type { Queue } from '#queue/queue.ts';
import type { Check } from './check.ts';

const SHOWN = 5;

/** Where things are kept, what waits, and what a person has to look at. */
export async function engineChecks(
  config: Config,
  { services, queue }: { readonly services: Services; readonly queue: Queue | undefined },
): Promise<readonly Check[]> {
  const parked = await parkedPosts(services.store);
  return [
    {
      name: 'Store',
      state: 'right',
      says: config.databaseUrl ? 'PostgreSQL' : 'embedded, one process at a time',
    },
    { name: 'Queue', state: 'right', says: config.redisUrl ? 'Redis' : 'in the database' },
    ...(queue ? await queueChecks(queue) : []),
    ...doubleChecks(await countDoubles(services.store)),
    ...parked.map(
      (post): Check => ({
        name: `Message ${post.key}`,
        state: 'wrong',
        says: `its outcome is unknown, so it is not sent again: ${post.reason || 'no answer'}`,
        remedy: `Look in ${post.audience} whether it is there, then: npm run attain -- posts settle ${post.id} (or release, or drop).`,
      }),
    ),
  ];
}

async function queueChecks(queue: Queue): Promise<readonly Check[]> {
  const { waiting, active } = await queue.counts();
  const failed = await queue.failed(SHOWN);
  return [
    { name: 'Jobs', state: 'note', says: `${waiting} waiting, ${active} running` },
    ...failed.map(
      (job): Check => ({
        name: `Job ${job.name}`,
        state: 'wrong',
        says: `failed at ${job.failedAt.toString()}: ${job.reason}`,
      }),
    ),
  ];
}

/** An incident: what is made impossible by every means happened all the same. */
function doubleChecks({ removed, left, problems }: DoubleCount): readonly Check[] {
  if (removed + left === 0) return [];
  const kept =
    left === 0 ? '' : `; ${left} still there${problems.length > 0 ? ` (${problems.join(', ')})` : ''}`;
  return [
    {
      name: 'Messages posted twice',
      state: left === 0 ? 'note' : 'wrong',
      says: `${removed} taken away${kept}`,
      ...(left === 0
        ? {}
        : { remedy: 'Delete the second one in Slack; the log names its channel and stamp.' }),
    },
  ];
}
