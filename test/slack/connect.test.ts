import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GiveUp, TryLater } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import { connectSlack, REQUIRED_SCOPES } from '#slack/connect.ts';

const settings = { botToken: 'xoxb-test', appToken: 'xapp-test', apiUrl: 'https://slack.test/api/' };
const me = { ok: true, team_id: 'T0TEST', team: 'Test', user_id: 'U0BOT', bot_id: 'B0BOT' };

function authTest(answer: object, scopes = Object.keys(REQUIRED_SCOPES).join(',')) {
  nock('https://slack.test').post('/api/auth.test').reply(200, answer, { 'x-oauth-scopes': scopes });
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('signing in to Slack', () => {
  it('tells the workspace and what was granted', async () => {
    authTest(me);
    const { workspace } = await connectSlack(settings, silentLog);
    expect(workspace).toMatchObject({ teamId: 'T0TEST', botUserId: 'U0BOT', botId: 'B0BOT' });
    expect(workspace.scopes).toContain('chat:write');
  });

  it('names the scopes that are missing', async () => {
    authTest(me, 'commands,users:read');
    await expect(connectSlack(settings, silentLog)).rejects.toThrow(
      'the Slack bot token lacks chat:write, im:write, users:read.email',
    );
  });

  it.each([
    ['invalid_auth', /Copy SLACK_BOT_TOKEN again/],
    ['token_revoked', /install the app in the workspace again/],
    ['account_inactive', /install the app in the workspace again/],
    ['not_allowed_token_type', /may be swapped/],
    ['something_new', /Look up "something_new"/],
  ])('refused with %s says what mends it', async (error, remedy) => {
    authTest({ ok: false, error });
    const refused = connectSlack(settings, silentLog);
    await expect(refused).rejects.toBeInstanceOf(GiveUp);
    await expect(refused).rejects.toMatchObject({ remedy: expect.stringMatching(remedy) });
  });

  it('may be tried later while Slack does not answer', async () => {
    nock('https://slack.test').post('/api/auth.test').times(3).reply(503, '');
    await expect(connectSlack(settings, silentLog)).rejects.toBeInstanceOf(TryLater);
  });
});
