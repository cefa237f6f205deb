import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;

beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.slack.close());

function post(text = 'Hello'): Promise<unknown> {
  const quiet = {
    debug() {},
    info() {},
    warn() {},
    error() {},
    setLevel() {},
    getLevel: () => 'error' as never,
    setName() {},
  };
  const client = new WebClient(team.slack.botToken, {
    slackApiUrl: team.slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
  return client.chat.postMessage({ channel: SALES, text });
}

test('the reply is lost after the message was posted', async () => {
  team.slack.faults.add({ kind: 'drop_reply', method: 'chat.postMessage' });

  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(team.slack.messages(SALES)).toHaveLength(1);
});

test('the request is lost before it arrives', async () => {
  team.slack.faults.add({ kind: 'drop_request', method: 'chat.postMessage' });

  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(team.slack.messages(SALES)).toEqual([]);
});

test('a rate limit, a server error and a refusal strike as often as ordered, then things work again', async () => {
  team.slack.faults.add({ kind: 'rate_limit', method: 'chat.postMessage', retryAfter: 7 });
  team.slack.faults.add({ kind: 'status', method: 'chat.postMessage', status: 503, times: 2 });
  team.slack.faults.add({ kind: 'error', method: '*', error: 'fatal_error' });

  await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
  await expect(post()).rejects.toMatchObject({ statusCode: 503 });
  await expect(post()).rejects.toMatchObject({ statusCode: 503 });
  await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
  await post();
  expect(team.slack.messages(SALES)).toHaveLength(1);
});

test('the app comes back after its connection was cut', async () => {
  // Also how long the client waits before it connects again.
  const app = boltApp(team.slack, { clientPingTimeout: 1000 });
  app.command('/attain', async ({ ack }) => ack('here'));
  await start(app);
  const connected = () => team.slack.socket.connections() > 0 || undefined;

  team.slack.socket.disconnect('cut');
  expect(await team.slack.command(DANA, '/attain')).toMatchObject({ ok: false });
  await team.slack.until(connected, { what: 'the app to connect again' });

  expect(await team.slack.command(DANA, '/attain')).toMatchObject({ ok: true });
  await app.stop();
});

test('another process orders faults, types commands and reads the state over HTTP', async () => {
  const send = (path: string, body: object) =>
    fetch(team.slack.url + path, { method: 'POST', body: JSON.stringify(body) }).then((reply) =>
      reply.json(),
    );
  const app = boltApp(team.slack);
  app.command('/attain', async ({ ack }) => ack('Figures'));
  await start(app);

  expect(await send('/sandbox/faults', { kind: 'status', method: 'x', status: 500 })).toEqual({ ok: true });
  expect(
    await send('/sandbox/command', { user: 'dana@example.com', text: '/attain', channel: 'sales' }),
  ).toMatchObject({ ok: true });
  expect(await send('/sandbox/click', { user: DANA, action: 'nothing' })).toMatchObject({
    error: expect.stringContaining('nothing'),
  });
  const state = await fetch(`${team.slack.url}/sandbox/state`).then((reply) => reply.json());

  expect(state).toMatchObject({ connections: 1, ephemeral: [{ text: 'Figures', visibleTo: DANA }] });
  await app.stop();
});

test('only this machine may speak to it', async () => {
  const from = (origin: string) =>
    fetch(`${team.slack.url}/sandbox/state`, { headers: { origin } }).then((reply) => reply.status);

  expect(await from('https://elsewhere.example')).toBe(403);
  expect(await from(team.slack.url)).toBe(200);
});
