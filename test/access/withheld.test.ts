import { beforeAll, beforeEach, expect, it } from 'vitest';
import { withholding } from '#app/withheld.ts';
import { access } from '#features/access/index.ts';
import type { Services } from '#feature.ts';
import { must } from '#lib/errors.ts';
import { createDispatcher } from '#outbox/create-dispatcher.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { PostKind } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { servicesOf } from '../features/services.ts';
import { smallCompany } from '../features/small-company.ts';
import { recordingSender } from '../outbox/support/recording-sender.ts';
import { testStore } from '../support/database.ts';

const board: PostKind<Services> = {
  kind: 'board',
  whenUnknown: 'ask',
  attention: 'channel',
  shows: ['D1'],
  ownerOf: async () => 'U0OWNER',
  render: async () => note(mrkdwn`Dana leads`),
};

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
let services: Services;
beforeEach(async () => {
  services = servicesOf(await smallCompany(store));
});

it('what a channel may not have is dropped with the reason, and its owner alone is told, once', async () => {
  const asked: unknown[] = [];
  const sender = recordingSender();
  const dispatcher = createDispatcher({
    store,
    clock: services.clock,
    log: services.log,
    services,
    sender,
    kinds: [board, ...(access.posts ?? [])],
    audienceProblem: async (audience, shows) => {
      asked.push([audience, shows]);
      return audience === 'C1' ? 'there is a guest in the channel' : undefined;
    },
    onWithheld: withholding(services),
  });
  for (const key of ['board/1', 'board/2'])
    await services.outbox.record(store, { key, kind: 'board', params: {}, audience: 'C1' });
  await dispatcher.sendDue(10);
  const posts = await store.db
    .selectFrom('post')
    .select(['kind', 'audience', 'state', 'reason'])
    .orderBy('id')
    .execute();
  const dropped = { kind: 'board', state: 'dropped', reason: 'there is a guest in the channel' };
  expect(posts).toMatchObject([dropped, dropped, { kind: 'access.withheld', audience: 'U0OWNER' }]);
  expect(asked).toContainEqual(['C1', ['D1']]);
  const told = must(access.posts?.[0], 'the kind');
  const params = { audience: 'C1', reason: 'there is a guest in the channel' };
  expect((await told.render(services, { params, audience: 'U0OWNER' }))?.text).toContain(
    'A message for <#C1> was not sent: there is a guest in the channel.',
  );
});
