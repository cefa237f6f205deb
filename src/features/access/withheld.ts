import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { withheldMessage } from './views.ts';

export const WITHHELD = 'access.withheld';

const Params = z.object({ audience: z.string(), reason: z.string() });

/** Said once to who set a message up, when its channel may not have it. */
export const withheldPost: PostKind<Services> = {
  kind: WITHHELD,
  whenUnknown: 'at-most-once',
  attention: {
    topic: {
      id: 'withheld',
      name: 'Messages that were not sent',
      about: 'you set up a message that its channel may not have',
      startsAs: 'on',
    },
    priority: 'important',
    isPrompt: false,
  },
  shows: [],
  render: (_, { params }) => Promise.resolve(withheldMessage(Params.parse(params))),
};
