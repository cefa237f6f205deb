import type { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
let app: App;
afterEach(async () => {
  await app.stop();
  await team.slack.close();
});

test('an event that found no connection is sent again when there is one', async () => {
  team = await startTeam({ limits: { eventRetryMs: [0, 300, 300, 300, 300, 300] } });
  app = boltApp(team.slack);
  app.event('app_home_opened', async ({ client, event, context }) => {
    const text = { type: 'plain_text', text: `again, because of ${context.retryReason}` } as const;
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text }] },
    });
  });

  await team.slack.openHome(DANA);
  await start(app);
  const home = await team.slack.until(() => team.slack.home(DANA));

  expect(home.content.blocks[0]).toMatchObject({ text: { text: 'again, because of timeout' } });
});

test('only events the manifest subscribes to are sent', async () => {
  team = await startTeam({ events: ['message.im'] });
  app = boltApp(team.slack);
  const heard: string[] = [];
  app.event('app_home_opened', async () => void heard.push('home'));
  app.message(async ({ message }) => void heard.push('text' in message ? `said ${message.text}` : 'other'));
  await start(app);

  await team.slack.openHome(DANA);
  await team.slack.say(DANA, 'in public', { channel: 'sales' });
  await team.slack.say(DANA, 'in private', { channel: `D${DANA}` });

  await expect.poll(() => heard).toEqual(['said in private']);
});

test('an external select offers what the app finds for the typed words', async () => {
  team = await startTeam();
  app = boltApp(team.slack);
  app.command('/attain', async ({ ack }) => {
    const element = { type: 'external_select', action_id: 'deal', min_query_length: 0 };
    await ack({ text: 'Which deal?', blocks: [{ type: 'actions', elements: [element as never] }] });
  });
  app.options('deal', async ({ ack, payload }) => {
    await ack({
      options: [{ text: { type: 'plain_text', text: `Deals like ${payload.value}` }, value: '006' }],
    });
  });
  await start(app);
  await team.slack.command(DANA, '/attain');

  const offered = await team.slack.suggest(DANA, { action: 'deal', query: 'acme' });

  expect(offered).toMatchObject([{ text: { text: 'Deals like acme' }, value: '006' }]);
});
