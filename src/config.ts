import { existsSync } from 'node:fs';
import { z } from 'zod';
import { GiveUp } from '#lib/errors.ts';
import type { SalesforceSettings } from '#salesforce/settings.ts';
import type { SlackSettings } from '#slack/connect.ts';
import type { SecretKey } from '#store/secrets.ts';
import { readKeys } from '#store/secrets-keys.ts';
import { SETTINGS, type SettingName } from '#config-settings.ts';

export interface Config {
  /** Undefined: the local Slack stands in. */
  readonly slack: SlackSettings | undefined;
  /** Undefined: the local Salesforce stands in. */
  readonly salesforce: SalesforceSettings | undefined;
  readonly syncSeconds: number;
  readonly currency: string | undefined;
  readonly dataDir: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** What seals stored secrets; undefined: a key of the data folder. */
  readonly keys: readonly SecretKey[] | undefined;
  /** How people sign in to Salesforce to be linked; undefined: they cannot, or both sides are local. */
  readonly signIn: SignInConfig | undefined;
  readonly port: number;
  readonly roles: ReadonlySet<'slack' | 'worker'>;
  readonly logLevel: string;
  readonly clockStart: Temporal.Instant | undefined;
}

export interface SignInConfig {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;
const DEFAULT_SLACK_API = 'https://slack.com/api/';

const Shape = z.object({
  SALESFORCE_LOGIN_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://example.my.salesforce.com' })
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .default(DEFAULT_SLACK_API),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', { error: 'must start with xoxb- (a bot token)' })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', { error: 'must start with xapp- (an app-level token)' })
    .optional(),
  SALESFORCE_API_VERSION: z
    .string()
    .regex(/^\d{2,3}\.0$/, { error: 'must look like 67.0' })
    .default('67.0'),
  SALESFORCE_API_SHARE: z.coerce.number({ error: 'must be a percentage' }).min(1).max(100).default(50),
  SYNC_SECONDS: z.coerce.number({ error: 'must be a number of seconds' }).min(1).max(86_400).default(60),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'must be an ISO code such as USD' })
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://attain.example.com' })
    .refine(isSafe, { error: 'must begin with https://' })
    .refine((url) => new URL(url).pathname === '/' && new URL(url).search === '', {
      error: 'must be an address without a path',
    })
    .transform((url) => new URL(url).origin)
    .optional(),
  ATTAIN_KEY: z
    .string()
    .transform((text, ctx) => {
      const keys = readKeys(text);
      if (keys) return keys;
      ctx.addIssue({
        code: 'custom',
        message: 'must be 32 bytes in base64, or several such separated by commas',
      });
      return z.NEVER;
    })
    .optional(),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(3000),
  ROLES: z
    .string()
    .regex(/^(slack|worker)(,(slack|worker))*$/, { error: 'must be slack, worker or slack,worker' })
    .default('slack,worker'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('warn'),
  CLOCK_START: z.string().optional(),
});

/** Loads `.env` where there is one; what is already set wins. */
export function readEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/**
 * Everything the product is told from outside, checked at once: a bad or half-set side is a GiveUp that names
 * each variable at fault. Blank counts as not set.
 */
export function parseConfig(environment: Environment): Config {
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Shape.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success) throw refuse(problems);
  const values = parsed.data;
  const slack = readSlack(env, problems, values.SLACK_API_URL);
  const salesforce = readSalesforce(env, problems, {
    apiVersion: values.SALESFORCE_API_VERSION,
    apiShare: values.SALESFORCE_API_SHARE / 100,
  });
  const signIn = readSignIn(env, problems, { publicUrl: values.PUBLIC_URL, slack, salesforce });
  const clockStart = readClockStart(values.CLOCK_START, problems, { slack, salesforce });
  if (problems.length > 0) throw refuse(problems);
  return Object.freeze({
    slack,
    salesforce,
    syncSeconds: values.SYNC_SECONDS,
    currency: values.CURRENCY,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    keys: values.ATTAIN_KEY,
    signIn,
    port: values.PORT,
    roles: new Set(values.ROLES.split(',').filter((role) => role === 'slack' || role === 'worker')),
    logLevel: values.LOG_LEVEL,
    clockStart,
  });
}

function readSlack(env: Environment, problems: string[], apiUrl: string): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = env;
  if (!botToken && !appToken && !env.SLACK_API_URL) return undefined;
  if (botToken && appToken)
    return { botToken, appToken, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` };
  problems.push(halfSet('Slack', env, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']));
  return undefined;
}

function readSalesforce(
  env: Environment,
  problems: string[],
  api: Pick<SalesforceSettings, 'apiVersion' | 'apiShare'>,
): SalesforceSettings | undefined {
  const side: SettingName[] = [
    'SALESFORCE_LOGIN_URL',
    'SALESFORCE_CLIENT_ID',
    'SALESFORCE_USERNAME',
    'SALESFORCE_PRIVATE_KEY',
  ];
  const secret = env.SALESFORCE_CLIENT_SECRET;
  if (!side.some((name) => env[name]) && !secret) return undefined;
  const {
    SALESFORCE_LOGIN_URL: loginUrl,
    SALESFORCE_CLIENT_ID: clientId,
    SALESFORCE_USERNAME: username,
    SALESFORCE_PRIVATE_KEY: privateKey,
  } = env;
  if (loginUrl && clientId && username && privateKey)
    return { loginUrl, clientId, ...api, grant: { kind: 'jwt_bearer', username, privateKey } };
  if (loginUrl && clientId && secret)
    return { loginUrl, clientId, ...api, grant: { kind: 'client_credentials', clientSecret: secret } };
  const needed: SettingName[] = secret
    ? ['SALESFORCE_LOGIN_URL', 'SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET']
    : side;
  problems.push(halfSet('Salesforce', env, needed));
  return undefined;
}

function readSignIn(
  env: Environment,
  problems: string[],
  given: {
    publicUrl: string | undefined;
    slack: SlackSettings | undefined;
    salesforce: SalesforceSettings | undefined;
  },
): SignInConfig | undefined {
  const { publicUrl, slack, salesforce } = given;
  const { SALESFORCE_SIGN_IN_CLIENT_ID: clientId, SALESFORCE_SIGN_IN_CLIENT_SECRET: clientSecret } = env;
  if (!publicUrl && !clientId && !clientSecret) return undefined;
  const needed: SettingName[] = ['PUBLIC_URL', 'SALESFORCE_SIGN_IN_CLIENT_ID'];
  const missing = needed.filter((name) => !env[name]);
  if (missing.length > 0)
    problems.push(`Signing in to Salesforce is only half configured: ${missing.join(', ')} missing`);
  if (!slack || !salesforce)
    problems.push(
      'PUBLIC_URL needs a configured Slack and a configured Salesforce; with local ones people sign in by themselves',
    );
  else if (!isSafe(salesforce.loginUrl))
    problems.push('SALESFORCE_LOGIN_URL must begin with https:// where people sign in');
  return publicUrl && clientId ? { publicUrl, clientId, clientSecret } : undefined;
}

/** Whether nobody on the way can read along. */
function isSafe(url: string): boolean {
  return url.startsWith('https:') || isLoopback(url);
}

function halfSet(side: string, env: Environment, needed: readonly SettingName[]): string {
  const missing = needed.filter((name) => !env[name]);
  return `${side} is only half configured: ${missing.join(', ')} missing. Set all of ${needed.join(', ')}, or none to use the local ${side}`;
}

function readClockStart(
  text: string | undefined,
  problems: string[],
  sides: { slack: SlackSettings | undefined; salesforce: SalesforceSettings | undefined },
): Temporal.Instant | undefined {
  if (!text) return undefined;
  // A side that is not configured runs on loopback by itself.
  const addresses = [sides.slack?.apiUrl, sides.salesforce?.loginUrl].filter((url) => url !== undefined);
  const remote = addresses.filter((url) => !isLoopback(url));
  if (remote.length > 0) {
    problems.push(
      `CLOCK_START only works with stand-ins on this machine, but ${remote.join(' and ')} is not on loopback`,
    );
  }
  try {
    return Temporal.Instant.from(text);
  } catch {
    problems.push('CLOCK_START must be a moment such as 2026-11-16T07:59:00Z');
    return undefined;
  }
}

/** Whether an address stays on this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function refuse(problems: readonly string[]): GiveUp {
  const known = new Set<string>(SETTINGS.map((setting) => setting.name));
  const list = problems.map((problem) => `  - ${problem}`).join('\n');
  const first = problems[0]?.split(' ')[0] ?? '';
  const remedy = known.has(first) ? `See ${first} in .env.example.` : 'See .env.example.';
  return new GiveUp(`The configuration is not usable:\n${list}`, { remedy });
}
