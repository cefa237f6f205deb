import { z } from 'zod';
import type { Services } from '#feature.ts';
import { ABOUT_OWN_QUOTA } from '#governor/terms.ts';
import type { PostKind } from '#outbox/outbox.ts';
import type { Message } from '#slack/blocks/message.ts';
import { ACTIVITY, CROSSED, SHORTFALL, TOPICS } from './kinds.ts';
import { readTold, stillApplies, type Told } from './read-nudge.ts';
import { nudgeMessage } from './views.ts';
import { withdrawnMessage } from './withdrawn-views.ts';

const Params = z.object({ nudge: z.int() });

/** Each kind of message about a quota, and the answer that takes it back. */
export const nudgePosts: readonly PostKind<Services>[] = ([CROSSED, SHORTFALL, ACTIVITY] as const).flatMap(
  (kind) => {
    const all = {
      whenUnknown: 'at-most-once',
      shows: ['D2', 'D3'],
      waitsForFreshData: true,
    } as const;
    return [
      {
        ...all,
        kind,
        attention: {
          topic: TOPICS[kind],
          priority: 'ordinary',
          // Who has reached something has nothing to do about it: not pressing a button is no sign of boredom.
          isPrompt: kind !== CROSSED,
          mergeKey: () => ABOUT_OWN_QUOTA,
        },
        render: (services, post) =>
          write(services, post.params, (told) => (stillApplies(told) ? nudgeMessage(told) : undefined)),
      },
      {
        ...all,
        kind: `${kind}.withdrawn`,
        attention: { topic: TOPICS[kind], priority: 'important', isPrompt: false },
        render: (services, post) => write(services, post.params, withdrawnMessage),
      },
    ] satisfies readonly PostKind<Services>[];
  },
);

async function write(
  services: Services,
  params: unknown,
  words: (told: Told) => Message | undefined,
): Promise<Message | undefined> {
  const told = await readTold(services, Params.parse(params).nudge);
  return told && words(told);
}
