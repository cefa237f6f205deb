/** Every environment variable we read: the one source of `.env.example`, the README's table and doctor's list. */
export interface Setting {
  readonly name: string;
  readonly purpose: string;
  /** What holds when it is not set, in words. */
  readonly otherwise: string;
  readonly secret?: boolean;
  readonly example: string;
}

export const SETTINGS = [
  {
    name: 'SLACK_BOT_TOKEN',
    purpose: 'Bot token of the installed Slack app, from OAuth & Permissions.',
    otherwise: 'the local Slack',
    secret: true,
    example: 'xoxb-…',
  },
  {
    name: 'SLACK_APP_TOKEN',
    purpose: 'App-level token with connections:write, for Socket Mode.',
    otherwise: 'the local Slack',
    secret: true,
    example: 'xapp-…',
  },
  {
    name: 'SALESFORCE_LOGIN_URL',
    purpose: "Your My Domain address; JWT also takes Salesforce's login host.",
    otherwise: 'the local Salesforce',
    example: 'https://example.my.salesforce.com',
  },
  {
    name: 'SALESFORCE_CLIENT_ID',
    purpose: 'Consumer key of the External Client App.',
    otherwise: 'the local Salesforce',
    example: '3MVG9…',
  },
  {
    name: 'SALESFORCE_USERNAME',
    purpose: 'The integration user that JWT signs in as.',
    otherwise: 'client credentials, where SALESFORCE_CLIENT_SECRET is set',
    example: 'attain@example.com',
  },
  {
    name: 'SALESFORCE_PRIVATE_KEY',
    purpose: 'RSA private key of the app’s certificate: PEM text, with \\n for line breaks, or its base64.',
    otherwise: 'client credentials, where SALESFORCE_CLIENT_SECRET is set',
    secret: true,
    example: '-----BEGIN PRIVATE KEY-----\\n…',
  },
  {
    name: 'SALESFORCE_CLIENT_SECRET',
    purpose: 'Consumer secret: the second way to sign in (client credentials), instead of user name and key.',
    otherwise: 'JWT bearer',
    secret: true,
    example: '…',
  },
  {
    name: 'PUBLIC_URL',
    purpose:
      'Where browsers reach PORT of this process (https, no path), so that people can link themselves by signing in to Salesforce. The callback is this address with /salesforce/callback.',
    otherwise: 'an admin confirms links; between a local Slack and a local Salesforce people can sign in',
    example: 'https://attain.example.com',
  },
  {
    name: 'SALESFORCE_SIGN_IN_CLIENT_ID',
    purpose:
      'Consumer key of the External Client App that people sign in to: web-server flow with PKCE, scope openid, that callback.',
    otherwise: 'an admin confirms links',
    example: '3MVG9…',
  },
  {
    name: 'SALESFORCE_SIGN_IN_CLIENT_SECRET',
    purpose: 'Its consumer secret, where the app asks for one.',
    otherwise: 'PKCE alone',
    secret: true,
    example: '…',
  },
  {
    name: 'SALESFORCE_API_VERSION',
    purpose: 'REST API version.',
    otherwise: '67.0',
    example: '67.0',
  },
  {
    name: 'SALESFORCE_API_SHARE',
    purpose: 'Background reading pauses while the org has used this percentage of its daily API calls.',
    otherwise: '50',
    example: '50',
  },
  {
    name: 'SYNC_SECONDS',
    purpose: 'Seconds between two reads of what changed in Salesforce.',
    otherwise: '60',
    example: '60',
  },
  {
    name: 'CURRENCY',
    purpose: 'ISO code of the company’s currency, where the org has no CurrencyType.',
    otherwise: 'what the org says; a sandbox org folder names its own',
    example: 'USD',
  },
  {
    name: 'DATA_DIR',
    purpose: 'Folder for the embedded database and the sandbox. One process at a time owns it.',
    otherwise: 'a folder of its own for each company under .attain/',
    example: './.attain/acme',
  },
  {
    name: 'DATABASE_URL',
    purpose: 'PostgreSQL 15 or newer: store and, without REDIS_URL, the queue.',
    otherwise: 'the embedded database in DATA_DIR',
    secret: true,
    example: 'postgres://attain:…@db.example.com:5432/attain',
  },
  {
    name: 'REDIS_URL',
    purpose: 'Redis 6.2 or newer for the queue (noeviction, append-only file on).',
    otherwise: 'the queue lives in the database',
    secret: true,
    example: 'redis://redis.example.com:6379',
  },
  {
    name: 'ATTAIN_KEY',
    purpose:
      'Key that seals stored secrets: 32 bytes in base64 (openssl rand -base64 32). Several, separated by commas: the first seals, all open.',
    otherwise: 'a key made in DATA_DIR, in the file key; several processes on one database need ATTAIN_KEY',
    secret: true,
    example: '…',
  },
  {
    name: 'PORT',
    purpose:
      'Port of the local Slack’s page; beside a real Slack, of the health check and the sign-in pages.',
    otherwise: '3000',
    example: '3000',
  },
  {
    name: 'ROLES',
    purpose: 'What this process does: slack, worker or both, for several processes on one PostgreSQL.',
    otherwise: 'slack,worker',
    example: 'slack,worker',
  },
  {
    name: 'LOG_LEVEL',
    purpose: 'How much is logged: debug, info, warn, error or silent.',
    otherwise: 'warn',
    example: 'info',
  },
  {
    name: 'SLACK_API_URL',
    purpose: 'Where Slack’s Web API is: another address than Slack’s own only for a stand-in.',
    otherwise: 'https://slack.com/api/',
    example: 'http://127.0.0.1:4000/api/',
  },
  {
    name: 'CLOCK_START',
    purpose:
      'The moment the product believes it is when it starts; refused unless Slack and Salesforce are both on loopback.',
    otherwise: 'the real time, or the sandbox company’s own',
    example: '2026-11-16T07:59:00Z',
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];
