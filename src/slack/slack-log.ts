import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Log } from '#lib/log.ts';

const SECRET = /xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|https?:\/\/hooks\.slack\.com\/\S+/gi;

/**
 * Slack's logger on top of ours. Its debug lines hold whole payloads and are dropped; tokens and response
 * addresses are blotted out of the rest.
 */
export function slackLog(log: Log): Logger {
  const own = log.child({ part: 'slack' });
  return {
    debug: () => undefined,
    info: (...parts) => own.debug(words(parts)),
    warn: (...parts) => own.warn(words(parts)),
    error: (...parts) => own.error(words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function words(parts: readonly unknown[]): string {
  const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return text.replace(SECRET, '[redacted]').slice(0, 2_000);
}
