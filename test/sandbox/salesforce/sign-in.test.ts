import { generateKeyPairSync } from 'node:crypto';
import { Connection } from 'jsforce';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { machineNow } from '#lib/clock.ts';
import { connectionTo, stand } from './support.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' });
const clients = [{ clientId: 'app', clientSecret: 'secret', publicKey, usernames: ['ada@example.com'] }];
const inThreeMinutes = () => Math.floor(machineNow() / 1000) + 180;

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
  readonly exp?: number;
}

function assertion({ iss = 'app', sub = 'ada@example.com', ...rest }: Claims = {}, key = keys.privateKey) {
  const { aud = 'https://login.salesforce.com', exp = inThreeMinutes() } = rest;
  return new SignJWT({ iss, sub, aud, exp }).setProtectedHeader({ alg: 'RS256' }).sign(key);
}

function authorize(conn: Connection, jwt: string) {
  return conn.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: jwt });
}

describe('signing in with a JWT', () => {
  it('opens a session as the user it names', async () => {
    const { server } = await stand(undefined, { auth: { clients } });
    const conn = connectionTo(server);
    const info = await authorize(conn, await assertion());
    expect(info.organizationId).toBe('00D000000000009AAA');
    expect(info.id).toBe('005000000000001AAA');
    expect((await conn.query('SELECT Id FROM User')).totalSize).toBe(2);
  });

  it('takes its own address for an audience', async () => {
    const { server } = await stand(undefined, { auth: { clients } });
    await authorize(connectionTo(server), await assertion({ aud: server.url }));
  });

  it.each([
    ['signed with another key', {}, 'invalid_grant', 'invalid assertion'],
    ['past its expiry', { exp: 1_000_000 }, 'invalid_grant', 'expired authorization code'],
    ['for another audience', { aud: 'https://example.com' }, 'invalid_grant', 'audience is invalid'],
    ['of an app nobody knows', { iss: 'other' }, 'invalid_client_id', 'client identifier invalid'],
    [
      'for a user not approved',
      { sub: 'bo@example.com' },
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
  ])('refuses an assertion %s', async (what, claims, error, words) => {
    const { server } = await stand(undefined, { auth: { clients } });
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const jwt = await assertion(claims, what.includes('another key') ? other : keys.privateKey);
    await expect(authorize(connectionTo(server), jwt)).rejects.toMatchObject({ name: error, message: words });
  });

  it('asks nothing of the key when no app is registered', async () => {
    const { server } = await stand();
    await authorize(connectionTo(server), await assertion({ iss: 'anything' }));
    await expect(authorize(connectionTo(server), 'not.a.jwt')).rejects.toThrow('invalid assertion');
  });
});

describe('signing in with client credentials', () => {
  it('refuses a wrong secret', async () => {
    const { server } = await stand(undefined, { auth: { clients } });
    const oauth2 = { loginUrl: server.url, clientId: 'app', clientSecret: 'wrong' };
    const conn = new Connection({ version: '67.0', oauth2, loginUrl: server.url });
    const attempt = conn.authorize({ grant_type: 'client_credentials' });
    await expect(attempt).rejects.toMatchObject({ name: 'invalid_client' });
  });
});

describe('a session', () => {
  it('that was revoked is refused, and a refresh token opens a new one just once', async () => {
    const { server, conn } = await stand();
    server.driver.revokeTokens();
    await expect(conn.query('SELECT Id FROM User')).rejects.toThrow();
    const refreshToken = server.driver.issueRefreshToken('app', '005000000000001AAA');
    const first = await conn.oauth2.refreshToken(refreshToken);
    expect(first.refresh_token).not.toBe(refreshToken);
    await expect(conn.oauth2.refreshToken(refreshToken)).rejects.toThrow('expired access/refresh token');
    conn.accessToken = first.access_token;
    expect((await conn.query('SELECT Id FROM User')).totalSize).toBe(2);
  });

  it('ends when it is logged out', async () => {
    const { conn } = await stand();
    const copy = new Connection({
      version: '67.0',
      instanceUrl: conn.instanceUrl,
      accessToken: conn.accessToken ?? '',
    });
    await conn.logout();
    await expect(copy.query('SELECT Id FROM User')).rejects.toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
    });
  });
});
