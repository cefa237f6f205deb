import { z } from 'zod';
import type { Services } from '#feature.ts';
import { stillInDoubt, takeLongInDoubt } from '#outbox/in-doubt.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { readInstaller } from '#store/identity.ts';
import { doubtMessage } from './views.ts';

const KIND = 'health.in_doubt';
/** Most doubts are over within one or two minutes: what lasts longer, a person should know of. */
const MINUTES = 15;

const Params = z.object({ posts: z.string().regex(/^\d{1,18}(,\d{1,18})*$/) });

/** Tells the admin once of messages whose outcome has stayed unknown: those of one look in one message. */
export async function watchDoubts({ store, outbox }: Services, now: Temporal.Instant): Promise<void> {
  const audience = await readInstaller(store);
  if (audience === undefined) return;
  const isNew = await store.transaction(async (tx) => {
    const ids = await takeLongInDoubt(tx, { minutes: MINUTES, except: KIND });
    const [first] = ids;
    if (first === undefined) return false;
    const params = { posts: ids.join(',') };
    await outbox.record(tx, { key: `${KIND}/${first}/${now.toString()}`, kind: KIND, params, audience });
    return true;
  });
  if (isNew) await outbox.wake();
}

/** Says how they stand when it is sent; nothing once all of them are settled. */
export const doubtPost: PostKind<Services> = {
  kind: KIND,
  whenUnknown: 'at-most-once',
  attention: {
    topic: {
      id: 'health',
      name: 'Trouble with messages',
      about: 'you installed Attain, and nobody knows whether a message arrived',
      startsAs: 'on',
      permission: 'installer',
    },
    priority: 'important',
    isPrompt: false,
  },
  shows: ['D9'],
  async render({ store }, { params }) {
    const ids = Params.parse(params).posts.split(',').map(BigInt);
    const doubtful = await stillInDoubt(store, ids);
    return doubtful.length === 0 ? undefined : doubtMessage(doubtful);
  },
};
