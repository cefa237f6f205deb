import { parseHttpDate } from './http-date.ts';

/** How often and how patiently one HTTP call is tried again. Milliseconds. */
export interface RetryRule {
  readonly tries: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

export const DEFAULT_RETRY: RetryRule = { tries: 4, firstWait: 500, longestWait: 60_000 };

const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Passing troubles of Salesforce's edge: maintenance pages, throttling, overload. */
const PASSING = new Set([406, 420, 429, 500, 502, 503, 504]);

/** Whether a call may be sent again without doing its work twice. Creating (POST) and changing (PATCH) may not. */
export function isRepeatable(method: string): boolean {
  return REPEATABLE.has(method);
}

export function isPassing(status: number): boolean {
  return PASSING.has(status);
}

/**
 * Milliseconds to wait before try number `attempt` + 1: what the other side asked for, else doubling from the first
 * wait, up to half of it less by chance (`random` in [0, 1)) so that many callers do not return together.
 */
export function waitBeforeRetry(
  attempt: number,
  options: { readonly rule: RetryRule; readonly askedSeconds: number | undefined; readonly random: number },
): number {
  if (options.askedSeconds !== undefined) return options.askedSeconds * 1000;
  const doubled = options.rule.firstWait * 2 ** (attempt - 1);
  return Math.min(doubled, options.rule.longestWait) * (1 - options.random / 2);
}

/** Seconds asked for by a Retry-After header, which is a number or a date; undefined when there is none. */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const until = parseHttpDate(value);
  const from = parseHttpDate(headers['date'] ?? '');
  if (until === undefined || from === undefined) return undefined;
  return Math.max(0, (until.epochMilliseconds - from.epochMilliseconds) / 1000);
}
