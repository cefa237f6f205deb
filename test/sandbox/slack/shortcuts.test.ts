import type { App } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, OMAR, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
let app: App;

beforeEach(async () => {
  team = await startTeam({ shortcuts: [{ name: 'Praise this', callbackId: 'praise.message' }] });
  app = boltApp(team.slack);
});
afterEach(async () => {
  await app.stop();
  await team.slack.close();
});

test('an entry of a message’s menu tells the app who chose it, and which message of whom it is about', async () => {
  let received: unknown;
  app.shortcut({ type: 'message_action', callback_id: 'praise.message' }, async ({ ack, body, client }) => {
    received = body;
    await ack();
    const view = {
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'Praise' },
      blocks: [],
    };
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  await start(app);
  const said = await team.slack.say(DANA, 'We signed', { channel: SALES });

  const of = { callback: 'praise.message', message: said.ts, channel: SALES };
  expect(await team.slack.shortcut(OMAR, of)).toMatchObject({ ok: true });

  expect(received).toMatchObject({
    type: 'message_action',
    callback_id: 'praise.message',
    team: { id: 'T0TEST' },
    user: { id: OMAR },
    channel: { id: SALES, name: 'sales' },
    message: { ts: said.ts, user: DANA, text: 'We signed' },
  });
  await team.slack.until(() => team.slack.views(OMAR)[0], { what: 'the window' });
});

test('only what the manifest declares can be chosen, and only by who sees the message', async () => {
  await start(app);
  const said = await team.slack.say(DANA, 'We signed', { channel: SALES });
  const of = { callback: 'praise.message', message: said.ts, channel: SALES };
  await expect(team.slack.shortcut(OMAR, { ...of, callback: 'other' })).rejects.toThrow('"other"');
  await expect(team.slack.shortcut(OMAR, { ...of, message: '1.2' })).rejects.toThrow('sees no message');
});
