import { WebClient } from '@slack/web-api';
import { TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { clientOptions, type SlackSettings } from './connect.ts';
import { sortFailure } from './failure.ts';

/** What Slack answers to a token that no longer opens anything. */
const WITHDRAWN: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);

/** Gives the bot token back, so that nobody can use it any more. One that was withdrawn before is fine. */
export async function revokeToken(settings: SlackSettings, log: Log): Promise<void> {
  const client = new WebClient(settings.botToken, clientOptions(settings, { log, retries: 2 }));
  await client.auth.revoke().catch((error: unknown) => {
    if (!isWithdrawn(error)) throw notReached(error);
  });
}

/** Whether the bot token still opens the workspace. */
export async function isTokenAlive(settings: SlackSettings, log: Log): Promise<boolean> {
  const client = new WebClient(settings.botToken, clientOptions(settings, { log, retries: 2 }));
  try {
    await client.auth.test();
    return true;
  } catch (error) {
    if (isWithdrawn(error)) return false;
    throw notReached(error);
  }
}

function isWithdrawn(error: unknown): boolean {
  const failure = sortFailure(error);
  return failure.kind === 'refused' && WITHDRAWN.has(failure.error);
}

function notReached(cause: unknown): TryLater {
  const failure = sortFailure(cause);
  const why =
    failure.kind === 'limited'
      ? 'it asks for patience'
      : failure.kind === 'refused'
        ? failure.error
        : failure.reason;
  return new TryLater(`Slack could not be asked to withdraw the token: ${why}`, { cause });
}
