import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { PostKind, PostRequest } from '#outbox/outbox.ts';
import type { Celebration } from './celebration.ts';
import { readContent } from './content.ts';
import { channelWaits } from './hours.ts';
import { DEALS, PEOPLE, postKey } from './keys.ts';
import type { NameSource } from './names.ts';
import { readCelebration } from './store.ts';
import { wonMessage } from './views.ts';

const Params = z.object({ celebration: z.int(), post: z.int() });

/** The one message of wins that came close together. */
export function wonPost(celebration: Celebration, id: number, notBefore: Temporal.Instant): PostRequest {
  return {
    key: postKey({ celebrationId: celebration.id, id }),
    kind: celebration.says === 'deals' ? DEALS : PEOPLE,
    params: { celebration: celebration.id, post: id },
    audience: celebration.channelId,
    notBefore,
  };
}

/** Both kinds: what may go into a channel differs, and what a kind shows is checked when it is sent. */
export function wonPosts(sources: readonly NameSource[]): readonly PostKind<Services>[] {
  return [
    { ...wonKind(sources, 'deals'), kind: DEALS, shows: ['D1', 'D3'] },
    { ...wonKind(sources, 'people'), kind: PEOPLE, shows: ['D1'] },
  ];
}

function wonKind(
  sources: readonly NameSource[],
  most: Celebration['says'],
): Omit<PostKind<Services>, 'kind' | 'shows'> {
  return {
    whenUnknown: 'ask',
    attention: 'channel',
    waitsForFreshData: true,
    namesPeople: true,
    waitsUntil: (services, { params }) => channelWaits(services, Params.parse(params).celebration),
    ownerOf: async ({ store }, { params }) =>
      (await readCelebration(store, Params.parse(params).celebration))?.createdBy,
    async render(services, { params }) {
      const { celebration: id, post } = Params.parse(params);
      const celebration = await readCelebration(services.store, id);
      if (celebration === undefined) return undefined;
      const content = await readContent(services, celebration, {
        post: { id: post, celebrationId: id },
        sources,
      });
      // What was once said in few words is not said in more by a later choice.
      return wonMessage(content, most === 'deals' ? celebration.says : 'people');
    },
  };
}
