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
  shows: [],
  render: (_, { params }) => Promise.resolve(withheldMessage(Params.parse(params))),
};
