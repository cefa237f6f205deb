import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Paths that may hold a secret; pino replaces their values before anything is written. */
const SECRET_PATHS = [
  'token',
  'accessToken',
  'refreshToken',
  'botToken',
  'appToken',
  'privateKey',
  'clientSecret',
  'signingSecret',
  'authorization',
  'assertion',
  'response_url',
  'responseUrl',
];

/** Structured logging to stderr; secrets are redacted by key at the top and one level down. */
export function createLog(level: string, pretty: boolean): Log {
  const redact = { paths: SECRET_PATHS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' };
  if (!pretty) return pino({ level, redact }, pino.destination(2));
  const transport = pino.transport({
    target: 'pino-pretty',
    options: { destination: 2, ignore: 'pid,hostname' },
  });
  return pino({ level, redact }, transport);
}

export const silentLog: Log = pino({ level: 'silent' });
