import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { afterEach, beforeEach, expect } from 'vitest';
import { silentLog } from '#lib/log.ts';
import type { ApiUse } from '#salesforce/api-use.ts';
import { connectSalesforce, type ConnectOptions, type SalesforceConnection } from '#salesforce/connection.ts';
import type { SalesforceSettings } from '#salesforce/settings.ts';

export const LOGIN = 'https://login.salesforce.com';
export const ORG = 'https://acme.my.salesforce.com';
export const API = '/services/data/v67.0';
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PRIVATE_KEY = KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const SETTINGS: SalesforceSettings = {
  loginUrl: LOGIN,
  clientId: 'app',
  grant: { kind: 'jwt_bearer', username: 'integration@acme.example', privateKey: PRIVATE_KEY },
  apiVersion: '67.0',
  apiShare: 0.5,
};

export const QUICK = { retry: { tries: 4, firstWait: 1, longestWait: 20 } };

export function tokenAnswer(token: string, instanceUrl = ORG): Record<string, string> {
  return {
    access_token: token,
    instance_url: instanceUrl,
    id: `${LOGIN}/id/00D000000000001EAA/005000000000001AAA`,
  };
}

/** The token endpoint hands out this token once. */
export function grantToken(token: string, instanceUrl = ORG): void {
  nock(LOGIN).post('/services/oauth2/token').reply(200, tokenAnswer(token, instanceUrl));
}

export const EXPIRED = [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }];

/** A connection signed in with the token `first`, and what its meter was told. */
export async function connected(
  options: Partial<ConnectOptions> & { settings?: Partial<SalesforceSettings> } = {},
): Promise<{ salesforce: SalesforceConnection; counted: (ApiUse | undefined)[] }> {
  grantToken('first');
  const counted: (ApiUse | undefined)[] = [];
  const meter = { counted: (use: ApiUse | undefined) => void counted.push(use) };
  const settings = { ...SETTINGS, ...options.settings };
  const salesforce = await connectSalesforce(settings, { log: silentLog, meter, http: QUICK, ...options });
  return { salesforce, counted };
}

/** Every test of a file answers for all its calls: none reaches the network, none is left over. */
export function stubTheNetwork(): void {
  beforeEach(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    const left = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    expect(left).toEqual([]);
  });
}
