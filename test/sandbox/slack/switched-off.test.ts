import { afterEach, expect, test } from 'vitest';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
afterEach(() => team.slack.close());

async function call(method: string, fields: object): Promise<{ ok: boolean; error?: string }> {
  const reply = await fetch(team.slack.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${team.slack.botToken}` },
    body: JSON.stringify(fields),
  });
  return reply.json() as Promise<{ ok: boolean; error?: string }>;
}

test('without the rule of scopes every method may be called', async () => {
  team = await startTeam({ rules: { scopes: false }, scopes: [] });
  expect(await call('team.info', {})).toMatchObject({ ok: true });
});

test('without the rule of membership the app posts anywhere', async () => {
  team = await startTeam({ rules: { channelMembership: false } });
  expect(await call('chat.postMessage', { channel: 'secret', text: 'Hello' })).toMatchObject({ ok: true });
});

test('without the rule of block limits anything is shown', async () => {
  team = await startTeam({ rules: { blockLimits: false } });
  const blocks = Array.from({ length: 60 }, () => ({ type: 'divider' }));
  expect(await call('chat.postMessage', { channel: SALES, text: 'x', blocks })).toMatchObject({ ok: true });
});

test('without the rule of rate limits a channel takes any number of posts', async () => {
  team = await startTeam({ rules: { rateLimits: false }, limits: { channelBurst: 1 } });
  const posts = await Promise.all(
    [1, 2, 3].map((text) => call('chat.postMessage', { channel: SALES, text: `${text}` })),
  );
  expect(posts.map(({ ok }) => ok)).toEqual([true, true, true]);
});

test('without the rule of response URLs one is good for ever', async () => {
  let now = 0;
  team = await startTeam({ rules: { responseUrlUses: false }, machineNow: () => now });
  const app = boltApp(team.slack);
  let url = '';
  app.command('/attain', async ({ ack, command }) => {
    url = command.response_url;
    await ack();
  });
  await start(app);
  await team.slack.command(DANA, '/attain');
  now = 3_600_000;

  for (let use = 0; use < 7; use++) {
    const body = JSON.stringify({ text: `Answer ${use}` });
    const reply = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(reply.status).toBe(200);
  }
  await app.stop();
});
