import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Topic } from '#model/attention.ts';
import type { PostKind } from '#outbox/outbox.ts';
import type { Message } from '#slack/blocks/message.ts';
import { postedKey, POSTED, TOLD, toldKey } from './keys.ts';
import { namesOf } from './names.ts';
import type { Praise } from './praise.ts';
import { readPraise } from './store.ts';
import { erasedMessage, praiseMessage, takenBackMessage } from './views.ts';

const About = z.object({ praise: z.string() });

const PRAISE: Topic = {
  id: 'praise',
  name: 'Praise',
  about: 'a colleague praised you, for you alone to read',
  startsAs: 'on',
};

/** Words of a colleague: there is no figure in them but what the giver typed. */
export const praisePosts: readonly PostKind<Services>[] = [
  {
    kind: POSTED,
    whenUnknown: 'ask',
    attention: 'channel',
    shows: [],
    namesPeople: true,
    async render(services, { params }) {
      const id = About.parse(params).praise;
      const praise = await readPraise(services.store, id);
      if (praise === undefined || praise.isTakenBack) return noMore(services, postedKey(id), praise);
      if (praise.channelId === null) return undefined;
      return message(services, praise);
    },
    ownerOf: async ({ store }, { params }) => (await readPraise(store, About.parse(params).praise))?.giverId,
  },
  {
    kind: TOLD,
    whenUnknown: 'at-most-once',
    attention: { topic: PRAISE, priority: 'ordinary', isPrompt: false },
    shows: [],
    namesPeople: true,
    async render(services, { params, audience }) {
      const id = About.parse(params).praise;
      const praise = await readPraise(services.store, id);
      if (praise === undefined || praise.isTakenBack)
        return noMore(services, `${toldKey(id)}${audience}`, praise);
      return message(services, praise, audience);
    },
  },
];

/** What is there says that it is no more: taken back, or erased with somebody's data. What is not there stays unsaid. */
async function noMore(
  { store }: Services,
  key: string,
  praise: Praise | undefined,
): Promise<Message | undefined> {
  if (praise !== undefined) return takenBackMessage();
  const post = await store.db.selectFrom('post').select('ts').where('key', '=', key).executeTakeFirst();
  return post?.ts ? erasedMessage() : undefined;
}

async function message(services: Services, praise: Praise, reader?: string): Promise<Message> {
  const nameOf = await namesOf(services, [praise.giverId, ...praise.people]);
  const telling = { giver: nameOf(praise.giverId), nameOf };
  return praiseMessage(praise, reader === undefined ? telling : { ...telling, reader });
}
