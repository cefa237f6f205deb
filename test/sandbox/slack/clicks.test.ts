import type { App, BlockButtonAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, OMAR, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
let app: App;

beforeEach(async () => {
  team = await startTeam();
  app = boltApp(team.slack);
});
afterEach(async () => {
  await app.stop();
  await team.slack.close();
});

const blocks: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Dana leads' } },
  {
    type: 'actions',
    block_id: 'actions',
    elements: [
      { type: 'button', action_id: 'why', text: { type: 'plain_text', text: 'Why?' }, value: 'Q4' },
      { type: 'users_select', action_id: 'person' },
    ],
  },
];

test('a pressed button tells the app who, where and what', async () => {
  let received: unknown;
  app.action('why', async ({ ack, body }) => {
    received = body;
    await ack();
  });
  await start(app);
  const posted = await app.client.chat.postMessage({ channel: SALES, text: 'Dana leads', blocks });

  const outcome = await team.slack.click(OMAR, { action: 'why' });

  expect(outcome.ok).toBe(true);
  expect(received).toMatchObject({
    type: 'block_actions',
    user: { id: OMAR, team_id: 'T0TEST' },
    container: { type: 'message', message_ts: posted.ts, channel_id: SALES },
    channel: { id: SALES, name: 'sales' },
    actions: [{ action_id: 'why', block_id: 'actions', type: 'button', value: 'Q4' }],
  });
});

test('a button pressed as its message or Home is drawn anew reaches the app as it was seen', async () => {
  const pressed: string[] = [];
  app.action<BlockButtonAction>('why', async ({ ack, action }) => {
    pressed.push(action.value ?? '');
    await ack();
  });
  await start(app);
  const button = (value: string): KnownBlock => ({
    type: 'actions',
    elements: [{ type: 'button', action_id: 'why', text: { type: 'plain_text', text: 'Why?' }, value }],
  });
  const { ts = '' } = await app.client.chat.postMessage({
    channel: SALES,
    text: 'Q4',
    blocks: [button('Q4')],
  });
  const inMessage = team.slack.messages(SALES)[0]?.blocks[0]?.block_id ?? '';
  await app.client.chat.update({ channel: SALES, ts, text: 'Q1', blocks: [button('Q1')] });
  await app.client.views.publish({ user_id: OMAR, view: { type: 'home', blocks: [button('home')] } });
  const inHome = team.slack.home(OMAR)?.content.blocks[0]?.block_id ?? '';
  await app.client.views.publish({ user_id: OMAR, view: { type: 'home', blocks: [button('new home')] } });

  await team.slack.click(OMAR, { action: 'why', message: ts, block: inMessage });
  const view = team.slack.home(OMAR)?.id;
  await team.slack.click(OMAR, { action: 'why', ...(view === undefined ? {} : { view }), block: inHome });

  expect(pressed).toEqual(['Q4', 'home']);
});

test('a chosen colleague arrives as a user id', async () => {
  let chosen: unknown;
  app.action('person', async ({ ack, action }) => {
    chosen = action;
    await ack();
  });
  await start(app);
  await app.client.chat.postMessage({ channel: SALES, text: 'Dana leads', blocks });

  await team.slack.click(DANA, { action: 'person', value: OMAR });

  expect(chosen).toMatchObject({ type: 'users_select', selected_user: OMAR });
});

test('a response_url replaces the message it came from, five times and no more', async () => {
  let answered: Promise<number[]> = Promise.resolve([]);
  app.action('why', async ({ ack, respond }) => {
    await ack();
    answered = sixAnswers(respond);
  });
  await start(app);
  await app.client.chat.postMessage({ channel: SALES, text: 'Dana leads', blocks });

  await team.slack.click(DANA, { action: 'why' });

  expect(await answered).toEqual([200, 200, 200, 200, 200, 404]);
  expect(team.slack.messages(SALES).map(({ text, edits }) => ({ text, edits }))).toEqual([
    { text: 'Answer 5', edits: 5 },
  ]);
});

test('a response_url can be used for half an hour', async () => {
  let now = 0;
  await team.slack.close();
  team = await startTeam({ machineNow: () => now });
  const later = boltApp(team.slack);
  let url = '';
  later.command('/attain', async ({ ack, command }) => {
    url = command.response_url;
    await ack();
  });
  await start(later);
  await team.slack.command(DANA, '/attain', { channel: SALES });
  const answer = () =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify({ text: 'hi' }),
      headers: { 'content-type': 'application/json' },
    });

  now = 30 * 60_000;
  expect((await answer()).status).toBe(200);
  now += 1;
  expect(await (await answer()).json()).toEqual({ ok: false, error: 'expired_url' });
  await later.stop();
});

test('a message that only one person sees can be replaced and deleted through its response_url', async () => {
  app.command('/attain', async ({ ack }) => ack({ text: 'Yours', blocks }));
  app.action('why', async ({ ack, respond, body }) => {
    await ack();
    const again = 'message' in body;
    await respond(again ? { text: 'not here' } : { replace_original: true, text: 'Changed', blocks });
  });
  app.action('person', async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });
  await start(app);
  await team.slack.command(DANA, '/attain', { channel: SALES });

  await team.slack.click(DANA, { action: 'why' });
  await team.slack.until(() => team.slack.ephemeral(DANA).find((message) => message.text === 'Changed'));
  await team.slack.click(DANA, { action: 'person', value: OMAR });
  await team.slack.until(() => (team.slack.ephemeral(DANA).length === 0 ? true : undefined));

  expect(team.slack.messages(SALES)).toEqual([]);
});

test('nobody can press what is not there', async () => {
  await start(app);

  await expect(team.slack.click(DANA, { action: 'why' })).rejects.toThrow(
    'sees nothing with the action "why"',
  );
});

async function sixAnswers(respond: (message: object) => Promise<unknown>): Promise<number[]> {
  const statuses: number[] = [];
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const answer = respond({ replace_original: true, text: `Answer ${number}` });
    statuses.push(
      await answer.then(
        () => 200,
        (error: { statusCode: number }) => error.statusCode,
      ),
    );
  }
  return statuses;
}
