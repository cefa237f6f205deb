import { decodeJwt, decodeProtectedHeader } from 'jose';
import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { GiveUp, TryLater } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import { connectSalesforce } from '#salesforce/connection.ts';
import {
  API,
  connected,
  EXPIRED,
  grantToken,
  LOGIN,
  ORG,
  QUICK,
  SETTINGS,
  stubTheNetwork,
  tokenAnswer,
} from './org-stub.ts';

stubTheNetwork();

const DESCRIPTION = { name: 'User', fields: [{ name: 'Id' }] };
const meter = { counted: () => undefined };

function refusal(error: string, description: string) {
  nock(LOGIN).post('/services/oauth2/token').reply(400, { error, error_description: description });
  return connectSalesforce(SETTINGS, { log: silentLog, meter, http: QUICK });
}

describe('signing in', () => {
  test('states who acts, for whom and for how long, signed with RS256', async () => {
    let assertion = '';
    nock(LOGIN)
      .post('/services/oauth2/token', (body: Record<string, string>) => {
        assertion = body['assertion'] ?? '';
        return body['grant_type'] === 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      })
      .reply(200, tokenAnswer('first'));
    const salesforce = await connectSalesforce(SETTINGS, { log: silentLog, meter });
    expect(salesforce.organizationId).toBe('00D000000000001EAA');
    expect(decodeProtectedHeader(assertion).alg).toBe('RS256');
    const claims = decodeJwt(assertion);
    expect(claims).toMatchObject({ iss: 'app', sub: 'integration@acme.example', aud: LOGIN });
    expect((claims.exp ?? 0) * 1000 - performance.timeOrigin - performance.now()).toBeLessThanOrEqual(
      180_000,
    );
  });

  test('uses client credentials when a secret is set instead of a key', async () => {
    nock(ORG)
      .post('/services/oauth2/token', {
        grant_type: 'client_credentials',
        client_id: 'app',
        client_secret: 'hush',
      })
      .reply(200, tokenAnswer('first'));
    const settings = {
      ...SETTINGS,
      loginUrl: ORG,
      grant: { kind: 'client_credentials', clientSecret: 'hush' },
    } as const;
    await expect(connectSalesforce(settings, { log: silentLog, meter })).resolves.toBeDefined();
  });

  test.each([
    ['invalid_grant', "user hasn't approved this consumer", /pre-authorized/],
    ['invalid_grant', 'audience is invalid', /SALESFORCE_LOGIN_URL/],
    ['invalid_grant', 'expired authorization code', /clock/],
    ['invalid_grant', 'expired access/refresh token', /activate the integration user/],
    ['invalid_grant', 'authentication failure', /SALESFORCE_USERNAME/],
    ['invalid_grant', 'no client credentials user enabled', /Run As/],
    ['invalid_client_id', 'client identifier invalid', /SALESFORCE_CLIENT_ID/],
    ['invalid_client', 'invalid signature', /SALESFORCE_PRIVATE_KEY/],
    ['invalid_grant', 'request not supported on this domain', /My Domain/],
    ['invalid_app_access', 'user is not admin approved to access this app', /permission set/],
    ['something_new', 'never seen before', /External Client App/],
  ])('a refusal "%s: %s" tells a person what to do', async (code, description, remedy) => {
    const error = await refusal(code, description).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GiveUp);
    expect((error as GiveUp).message).toContain(description);
    expect((error as GiveUp).remedy).toMatch(remedy);
  });

  test('waits out a maintenance page instead of giving up', async () => {
    nock(LOGIN).post('/services/oauth2/token').reply(503, '<html>Down for maintenance</html>');
    grantToken('first');
    await expect(connectSalesforce(SETTINGS, { log: silentLog, meter, http: QUICK })).resolves.toBeDefined();
  });

  test.each([
    ['says nothing of the organization', {}],
    ['says it in words of its own', { id: 'integration' }],
  ])('asks a stand-in whose token %s which organization it is', async (_, identity) => {
    const standIn = 'http://127.0.0.1:9123';
    const { access_token, instance_url } = tokenAnswer('first', standIn);
    nock(standIn)
      .post('/services/oauth2/token')
      .reply(200, { access_token, instance_url, ...identity });
    nock(standIn, { reqheaders: { authorization: 'Bearer first' } })
      .get(`${API}/query`)
      .query({ q: 'SELECT Id FROM Organization' })
      .reply(200, { totalSize: 1, done: true, records: [{ Id: '00D000000000001' }] });
    const settings = {
      ...SETTINGS,
      loginUrl: standIn,
      grant: { kind: 'client_credentials', clientSecret: 'hush' },
    } as const;
    const salesforce = await connectSalesforce(settings, { log: silentLog, meter });
    expect(salesforce.organizationId).toBe('00D000000000001EAA');
  });

  test('does not take a cut-off token answer for a token', async () => {
    nock(LOGIN)
      .post('/services/oauth2/token')
      .reply(200, '{"access_token":"fir', { 'content-type': 'application/json' });
    await expect(connectSalesforce(SETTINGS, { log: silentLog, meter })).rejects.toThrow(TryLater);
  });
});

describe('an expired session', () => {
  test('is renewed once and the call repeated with the new token at the new address', async () => {
    const { salesforce } = await connected();
    const moved = 'https://moved.my.salesforce.com';
    nock(ORG).get(`${API}/sobjects/User/describe`).reply(401, EXPIRED);
    grantToken('second', moved);
    nock(moved, { reqheaders: { authorization: 'Bearer second' } })
      .get(`${API}/sobjects/User/describe`)
      .reply(200, DESCRIPTION);
    await expect(salesforce.describe('User')).resolves.toMatchObject({ fields: new Set(['Id']) });
  });

  test('is renewed by one token call for all calls that meet it together', async () => {
    const { salesforce } = await connected();
    nock(ORG).get(/User/).times(3).reply(401, EXPIRED);
    grantToken('second');
    nock(ORG).get(/User/).times(3).reply(200, DESCRIPTION);
    const calls = [1, 2, 3].map(() => salesforce.describe('User'));
    await expect(Promise.all(calls)).resolves.toHaveLength(3);
  });

  test('that comes back with every new token ends in a clear message, not in a loop', async () => {
    const { salesforce } = await connected();
    nock(ORG).get(/User/).times(3).reply(401, EXPIRED);
    grantToken('second');
    await expect(salesforce.describe('User')).rejects.toThrow(GiveUp);
    await expect(salesforce.describe('User')).rejects.toThrow(/just given us/);
  });

  test('keeps the reason when the renewal is refused', async () => {
    const { salesforce } = await connected();
    nock(ORG).get(/User/).reply(401, EXPIRED);
    nock(LOGIN)
      .post('/services/oauth2/token')
      .reply(400, { error: 'invalid_grant', error_description: 'inactive user' });
    await expect(salesforce.describe('User')).rejects.toMatchObject({
      remedy: expect.stringContaining('activate'),
    });
  });

  test('by policy of the org is not renewed', async () => {
    const { salesforce } = await connected();
    const message = 'This session is not valid for use with the REST API';
    nock(ORG)
      .get(/User/)
      .reply(401, [{ errorCode: 'INVALID_SESSION_ID', message }]);
    await expect(salesforce.describe('User')).rejects.toThrow(GiveUp);
  });
});
