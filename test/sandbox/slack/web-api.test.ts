import { WebClient, type WebClientOptions } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DANA, OMAR, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
let client: WebClient;

function clientOf(options: WebClientOptions = {}, token = team.slack.botToken): WebClient {
  const quiet = {
    debug() {},
    info() {},
    warn() {},
    error() {},
    setLevel() {},
    getLevel: () => never,
    setName() {},
  };
  return new WebClient(token, {
    slackApiUrl: team.slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
    ...options,
  });
}
const never = 'error' as never;

beforeEach(async () => {
  team = await startTeam();
  client = clientOf();
});
afterEach(() => team.slack.close());

/** The error code of a call that must be refused. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no error',
    (error: { data?: { error: string }; retryAfter?: number; statusCode?: number; code: string }) =>
      error.data?.error ?? error.retryAfter ?? error.statusCode ?? error.code,
  );
}

test('the token decides who may call', async () => {
  expect(await client.auth.test()).toMatchObject({
    ok: true,
    team_id: 'T0TEST',
    user_id: team.slack.app.botUserId,
  });
  expect(await refusal(clientOf({}, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
  expect(await refusal(clientOf({}, '').auth.test())).toBe('not_authed');
  team.slack.grant.revoked = true;
  expect(await refusal(client.auth.test())).toBe('token_revoked');
});

test('a scope that was not granted is named in the refusal', async () => {
  await expect(client.team.info()).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'team:read', provided: expect.stringContaining('chat:write') },
  });
  const { response_metadata } = await client.auth.test();
  expect(response_metadata?.scopes).toContain('im:write');
});

test('an e-mail address is shown only with the scope for it', async () => {
  const email = async () => (await client.users.info({ user: DANA })).user?.profile?.email;
  expect(await email()).toBe('dana@example.com');
  team.slack.grant.scopes = ['users:read'];
  expect(await email()).toBeUndefined();
});

test('people are found by e-mail with their zone, but not after they left', async () => {
  const found = await client.users.lookupByEmail({ email: 'DANA@example.com' });
  expect(found.user).toMatchObject({ id: DANA, tz: 'America/New_York', tz_offset: -5 * 3600 });
  expect(await refusal(client.users.lookupByEmail({ email: 'gone@example.com' }))).toBe('users_not_found');
});

test('a message is posted, updated in place and deleted', async () => {
  const { ts, channel } = await client.chat.postMessage({
    channel: 'sales',
    text: 'First',
    metadata: { event_type: 'board', event_payload: { key: 'a' } },
  });
  await client.chat.update({ channel: channel ?? '', ts: ts ?? '', text: 'Second' });
  const { messages } = await client.conversations.history({ channel: SALES, include_all_metadata: true });

  expect(messages).toMatchObject([{ ts, text: 'Second', metadata: { event_type: 'board' }, edited: {} }]);
  expect(team.slack.messages(SALES)[0]?.edits).toBe(1);
  await client.chat.delete({ channel: SALES, ts: ts ?? '' });
  expect(team.slack.messages(SALES)).toEqual([]);
});

test('message stamps follow the business clock and never repeat', async () => {
  const first = await client.chat.postMessage({ channel: SALES, text: '1' });
  const second = await client.chat.postMessage({ channel: SALES, text: '2' });
  team.clock.moveTo(Temporal.Instant.from('2026-11-30T08:00:00Z'));
  const third = await client.chat.postMessage({ channel: SALES, text: '3' });

  expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
  expect(Number(third.ts) - Number(first.ts)).toBeGreaterThan(6 * 86_400);
});

test('the app posts only where it is a member, and to people', async () => {
  const post = (channel: string) => refusal(client.chat.postMessage({ channel, text: 'Hello' }));

  expect(await post('other')).toBe('not_in_channel');
  expect(await post('secret')).toBe('channel_not_found');
  expect(await post('C0NOWHERE')).toBe('channel_not_found');
  expect(await post('U0GONE')).toBe('user_disabled');
  expect(await post(OMAR)).toBe('no error');
  expect(team.slack.direct(OMAR)).toHaveLength(1);
  await team.slack.command(DANA, '/invite @attain', { channel: 'other' });
  expect(await post('other')).toBe('no error');
});

test('the app changes only its own messages', async () => {
  const { ts } = await team.slack.say(DANA, 'Mine', { channel: SALES });

  expect(await refusal(client.chat.update({ channel: SALES, ts, text: 'x' }))).toBe('cant_update_message');
  expect(await refusal(client.chat.delete({ channel: SALES, ts }))).toBe('cant_delete_message');
  expect(await refusal(client.chat.update({ channel: SALES, ts: '1.1', text: 'x' }))).toBe(
    'message_not_found',
  );
});

test('refused blocks are named one by one', async () => {
  const call = client.chat.postMessage({
    channel: SALES,
    text: 'x',
    blocks: [{ type: 'divider' }, { type: 'section' }],
  });

  await expect(call).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] missing required field: text [json-pointer:/blocks/1]'] },
    },
  });
  expect(await refusal(client.chat.postMessage({ channel: SALES, text: '' }))).toBe('no_text');
});

test('a channel takes a burst of posts and then one a second', async () => {
  let now = 0;
  await team.slack.close();
  team = await startTeam({ machineNow: () => now, limits: { channelBurst: 2 } });
  client = clientOf();
  const post = (channel: string) => refusal(client.chat.postMessage({ channel, text: 'x' }));

  expect([await post(SALES), await post(SALES), await post(SALES)]).toEqual(['no error', 'no error', 1]);
  expect(await post(DANA)).toBe('no error');
  now = 1000;
  expect(await post(SALES)).toBe('no error');
});

test('a method past its tier answers 429 with the seconds to wait', async () => {
  let now = 0;
  await team.slack.close();
  team = await startTeam({ machineNow: () => now, limits: { perMinute: [1, 2, 50, 100] } });
  client = clientOf();

  expect(await refusal(client.users.list({}))).toBe('no error');
  expect(await refusal(client.users.list({}))).toBe('no error');
  expect(await refusal(client.users.list({}))).toBe(30);
  now = 30_000;
  expect(await refusal(client.users.list({}))).toBe('no error');
});

test('long lists come in pages', async () => {
  const pages: (string | undefined)[][] = [];
  for await (const page of client.paginate('users.list', { limit: 2 })) {
    const { members } = page as { members?: { id?: string }[] };
    pages.push((members ?? []).map((member) => member.id));
  }
  expect(pages.map((page) => page.length)).toEqual([2, 2]);
  expect(await refusal(client.users.list({ cursor: 'made up' }))).toBe('invalid_cursor');
});

test('the app sees the channels its scopes and memberships allow', async () => {
  const { channels } = await client.conversations.list({ types: 'public_channel' });
  expect(channels?.map(({ name, is_member }) => [name, is_member])).toEqual([
    ['sales', true],
    ['other', false],
  ]);
  expect(await refusal(client.conversations.list({ types: 'private_channel' }))).toBe('missing_scope');
});

test('what Slack does not know is refused', async () => {
  expect(await refusal(client.apiCall('chat.sing'))).toBe('unknown_method');
  expect(await refusal(client.apiCall('views.open', { trigger_id: 'x', view: '{' }))).toBe(
    'invalid_arguments',
  );
});
