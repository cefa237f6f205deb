import { describe, expect, it } from 'vitest';
import { isLoopback, parseConfig } from '#config.ts';
import { SETTINGS } from '#config-settings.ts';
import { GiveUp } from '#lib/errors.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const SALESFORCE = {
  SALESFORCE_LOGIN_URL: 'https://example.my.salesforce.com',
  SALESFORCE_CLIENT_ID: 'client',
  SALESFORCE_USERNAME: 'attain@example.com',
  SALESFORCE_PRIVATE_KEY: 'key',
};

function problemOf(environment: Record<string, string>): string {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof GiveUp) return error.message;
    throw error;
  }
  return '';
}

describe('the configuration', () => {
  it('needs nothing: both sides are local', () => {
    const config = parseConfig({});
    expect(config.slack).toBeUndefined();
    expect(config.salesforce).toBeUndefined();
    expect([...config.roles]).toEqual(['slack', 'worker']);
  });

  it('takes the six variables of a real workspace and a real org', () => {
    const config = parseConfig({ ...SLACK, ...SALESFORCE });
    expect(config.slack?.apiUrl).toBe('https://slack.com/api/');
    expect(config.salesforce?.grant).toEqual({
      kind: 'jwt_bearer',
      username: 'attain@example.com',
      privateKey: 'key',
    });
  });

  it('signs in with client credentials where there is a secret instead of a user and a key', () => {
    const { SALESFORCE_LOGIN_URL, SALESFORCE_CLIENT_ID } = SALESFORCE;
    const config = parseConfig({
      SALESFORCE_LOGIN_URL,
      SALESFORCE_CLIENT_ID,
      SALESFORCE_CLIENT_SECRET: 'secret',
    });
    expect(config.salesforce?.grant).toEqual({ kind: 'client_credentials', clientSecret: 'secret' });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /Slack is only half configured: SLACK_APP_TOKEN missing/],
    [{ SLACK_API_URL: 'http://127.0.0.1:1/api/' }, /SLACK_BOT_TOKEN, SLACK_APP_TOKEN missing/],
    [
      { SALESFORCE_LOGIN_URL: 'https://a.example', SALESFORCE_CLIENT_ID: 'x' },
      /half configured: SALESFORCE_USERNAME, SALESFORCE_PRIVATE_KEY missing/,
    ],
    [{ SALESFORCE_CLIENT_SECRET: 's' }, /SALESFORCE_LOGIN_URL, SALESFORCE_CLIENT_ID missing/],
    [{ ...SLACK, SLACK_BOT_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN must start with xoxb-/],
    [{ PORT: 'eighty' }, /PORT must be a port number/],
    [{ CURRENCY: 'dollars' }, /CURRENCY must be an ISO code/],
    [{ ...SALESFORCE, SALESFORCE_LOGIN_URL: 'example.com' }, /SALESFORCE_LOGIN_URL must be an address/],
    [{ ...SLACK, CLOCK_START: '2026-11-16T07:59:00Z' }, /CLOCK_START only works with stand-ins/],
    [{ CLOCK_START: 'monday' }, /CLOCK_START must be a moment/],
  ])('names what is wrong in %o', (environment, problem) => {
    expect(problemOf(environment as Record<string, string>)).toMatch(problem);
  });

  describe('of signing in to Salesforce', () => {
    const both = { ...SLACK, ...SALESFORCE };
    const on = { PUBLIC_URL: 'https://attain.example.com/', SALESFORCE_SIGN_IN_CLIENT_ID: 'people' };

    it('is an address and an app; without them it is off', () => {
      expect(parseConfig(both).signIn).toBeUndefined();
      expect(parseConfig({ ...both, ...on }).signIn).toEqual({
        publicUrl: 'https://attain.example.com',
        clientId: 'people',
        clientSecret: undefined,
      });
    });

    it.each([
      [{ ...both, PUBLIC_URL: on.PUBLIC_URL }, 'SALESFORCE_SIGN_IN_CLIENT_ID missing'],
      [
        { ...both, SALESFORCE_SIGN_IN_CLIENT_SECRET: 'canary' },
        'PUBLIC_URL, SALESFORCE_SIGN_IN_CLIENT_ID missing',
      ],
      [{ ...SLACK, ...on }, 'PUBLIC_URL needs a configured Slack and a configured Salesforce'],
      [{ ...both, ...on, PUBLIC_URL: 'http://attain.example.com' }, 'PUBLIC_URL must begin with https://'],
      [
        { ...both, ...on, PUBLIC_URL: 'https://example.com/attain' },
        'PUBLIC_URL must be an address without a path',
      ],
      [
        { ...both, ...on, SALESFORCE_LOGIN_URL: 'http://example.my.salesforce.com' },
        'SALESFORCE_LOGIN_URL must begin with https://',
      ],
    ])('is refused half-set or where others could read along: %#', (environment, words) => {
      expect(problemOf(environment)).toContain(words);
      expect(problemOf(environment)).not.toContain('canary');
    });
  });

  it('names every problem at once and never a secret', () => {
    const said = problemOf({ ...SLACK, SLACK_APP_TOKEN: 'secret-token', PORT: '-1' });
    expect(said).toMatch(/SLACK_APP_TOKEN/);
    expect(said).toMatch(/PORT/);
    expect(said).not.toMatch(/secret-token/);
  });

  it('moves the clock only between stand-ins on this machine', () => {
    const stand = {
      ...SLACK,
      ...SALESFORCE,
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
      SALESFORCE_LOGIN_URL: 'http://localhost:2',
    };
    expect(parseConfig({ ...stand, CLOCK_START: '2026-11-16T07:59:00Z' }).clockStart?.toString()).toBe(
      '2026-11-16T07:59:00Z',
    );
    expect(isLoopback('http://[::1]:3000')).toBe(true);
    expect(isLoopback('https://127.0.0.1.example.com')).toBe(false);
  });

  it('treats a blank variable as one that is not set', () => {
    expect(parseConfig({ SLACK_BOT_TOKEN: ' ', PORT: '' }).port).toBe(3000);
  });

  it('lists every variable once', () => {
    const names = SETTINGS.map((setting) => setting.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
