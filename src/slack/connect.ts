import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import { Bug, GiveUp, TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { sortFailure, type SlackFailure } from './failure.ts';
import { slackLog } from './slack-log.ts';

export interface SlackSettings {
  readonly botToken: string;
  readonly appToken: string;
  /** Where Slack's Web API is; a local stand-in has its own. */
  readonly apiUrl: string;
  /** How long one call may take; ten seconds where it is not said. */
  readonly timeoutMs?: number;
}

interface Workspace {
  readonly teamId: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string;
  /** What the token may do; empty where Slack did not say. */
  readonly scopes: readonly string[];
}

/**
 * A workspace we are signed in to. People wait for `interactive`; `bulk` sends what is due. They are two clients, so
 * that no call that someone waits for stands in line behind those that nobody does. Neither repeats a call by itself.
 */
export interface SlackConnection {
  readonly settings: SlackSettings;
  readonly workspace: Workspace;
  readonly interactive: WebClient;
  readonly bulk: WebClient;
}

/** What the app cannot do without, and what for. */
export const REQUIRED_SCOPES: Readonly<Record<string, string>> = {
  commands: 'to offer /attain',
  'chat:write': 'to post and answer',
  'im:write': 'to write to a person directly',
  'users:read': 'to know names and time zones',
  'users:read.email': 'to propose who is who by e-mail',
};

export const CALL_TIMEOUT_MS = 10_000;

const AuthTest = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  bot_id: z.string().default(''),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/**
 * Signs in with the bot token. Throws a GiveUp with the remedy when the token is refused or lacks a scope, and a
 * TryLater when Slack cannot be reached.
 */
export async function connectSlack(settings: SlackSettings, log: Log): Promise<SlackConnection> {
  const workspace = await whoAmI(
    new WebClient(settings.botToken, clientOptions(settings, { log, retries: 2 })),
  );
  const missing = Object.keys(REQUIRED_SCOPES).filter((scope) => !workspace.scopes.includes(scope));
  if (workspace.scopes.length > 0 && missing.length > 0) {
    throw new GiveUp(`the Slack bot token lacks ${missing.join(', ')}`, {
      remedy:
        'Add these bot scopes under OAuth & Permissions, install the app again, and use the new SLACK_BOT_TOKEN.',
    });
  }
  const once = () => new WebClient(settings.botToken, clientOptions(settings, { log, retries: 0 }));
  return { settings, workspace, interactive: once(), bulk: once() };
}

/** Options of every client: a time limit, no pause of the whole client after a 429, no foreign address. */
export function clientOptions(
  settings: Pick<SlackSettings, 'apiUrl' | 'timeoutMs'>,
  { log, retries }: { readonly log: Log; readonly retries: number },
): WebClientOptions {
  return {
    slackApiUrl: settings.apiUrl,
    timeout: settings.timeoutMs ?? CALL_TIMEOUT_MS,
    retryConfig: { retries, minTimeout: 200, maxTimeout: 1_000 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: slackLog(log),
  };
}

/** What a failed start means for the person who starts the app. */
export function startError(
  failure: SlackFailure,
  { setting, cause }: { readonly setting: string; readonly cause: unknown },
): Error {
  if (failure.kind !== 'refused') {
    const reason =
      failure.kind === 'limited' ? `Slack asks to wait ${failure.waitSeconds} s` : failure.reason;
    return new TryLater(`Slack does not answer: ${reason}`, { cause });
  }
  return new GiveUp(`Slack refuses ${setting}: ${failure.error}`, {
    cause,
    remedy: remedyFor(failure.error, setting),
  });
}

async function whoAmI(client: WebClient): Promise<Workspace> {
  const answer = await client.auth.test().catch((error: unknown) => {
    throw startError(sortFailure(error), { setting: 'SLACK_BOT_TOKEN', cause: error });
  });
  const parsed = AuthTest.safeParse(answer);
  if (!parsed.success) throw new Bug('auth.test answered in a form we do not know', { cause: parsed.error });
  const { team_id, team, user_id, bot_id, response_metadata } = parsed.data;
  return {
    teamId: team_id,
    name: team,
    botUserId: user_id,
    botId: bot_id,
    scopes: response_metadata?.scopes ?? [],
  };
}

function remedyFor(error: string, setting: string): string {
  switch (error) {
    case 'invalid_auth':
    case 'not_authed':
      return `Copy ${setting} again from the app's page on api.slack.com/apps; it is not a token of Slack's.`;
    case 'token_revoked':
    case 'token_expired':
    case 'account_inactive':
      return `The token was withdrawn: install the app in the workspace again and use the new ${setting}.`;
    case 'missing_scope':
      return setting === 'SLACK_APP_TOKEN'
        ? 'Make an app-level token with the scope connections:write.'
        : 'Add the missing scopes under OAuth & Permissions and install the app again.';
    case 'not_allowed_token_type':
      return 'SLACK_BOT_TOKEN must start with xoxb-, SLACK_APP_TOKEN with xapp-; they may be swapped.';
    default:
      return `Look up "${error}" in Slack's documentation and check ${setting}.`;
  }
}
