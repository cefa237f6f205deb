import { Buffer } from 'node:buffer';
import { setTimeout as delay } from 'node:timers/promises';
import { GiveUp, messageOf, TryLater } from '#lib/errors.ts';
import {
  DEFAULT_RETRY,
  isPassing,
  isRepeatable,
  retryAfterSeconds,
  type RetryRule,
  waitBeforeRetry,
} from './http-retry.ts';

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface HttpAnswer {
  readonly statusCode: number;
  /** Keys in lower case. */
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface HttpRules {
  readonly retry: RetryRule;
  /** Milliseconds for one try, body included. */
  readonly timeout: number;
  readonly largestBody: number;
  /** Send again even a POST: right for asking for a token, which creates nothing. */
  readonly repeatPosts: boolean;
  /** Sees every answer that came, also one that is tried again. */
  readonly onAnswer: (answer: HttpAnswer) => void;
}

export const DEFAULT_HTTP: HttpRules = {
  retry: DEFAULT_RETRY,
  // Salesforce gives a query two minutes itself; a page of wide rows takes a while to arrive.
  timeout: 180_000,
  largestBody: 64 * 1024 * 1024,
  repeatPosts: false,
  onAnswer: () => undefined,
};

/**
 * One HTTP call with time limit, size limit, no redirects, and retries where a repeat is harmless. Answers with an error
 * status are returned, for the caller to explain; passing troubles that outlast the retries throw TryLater.
 */
export async function sendHttp(call: HttpCall, rules: HttpRules): Promise<HttpAnswer> {
  const tries = isRepeatable(call.method) || rules.repeatPosts ? rules.retry.tries : 1;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(call, rules);
    if (!(outcome instanceof TryLater)) return outcome;
    if (attempt >= tries || (outcome.waitSeconds ?? 0) * 1000 > rules.retry.longestWait) throw outcome;
    const wait = { rule: rules.retry, askedSeconds: outcome.waitSeconds, random: Math.random() };
    await delay(waitBeforeRetry(attempt, wait));
  }
}

/** The answer, or the passing trouble as a value. What cannot pass is thrown. */
async function attemptOnce(call: HttpCall, rules: HttpRules): Promise<HttpAnswer | TryLater> {
  const host = new URL(call.url).host;
  let answer: HttpAnswer;
  try {
    answer = await exchange(call, rules);
  } catch (error) {
    if (error instanceof GiveUp) throw error;
    return new TryLater(`No complete answer from Salesforce (${host}): ${reasonOf(error)}`, { cause: error });
  }
  rules.onAnswer(answer);
  if (answer.statusCode >= 300 && answer.statusCode < 400) throw redirected(host, answer);
  if (!isPassing(answer.statusCode)) return answer;
  const waitSeconds = retryAfterSeconds(answer.headers);
  const text = `Salesforce (${host}) answered ${answer.statusCode}: ${excerpt(answer.body)}`;
  return new TryLater(text, waitSeconds === undefined ? {} : { waitSeconds });
}

async function exchange(call: HttpCall, rules: HttpRules): Promise<HttpAnswer> {
  const headers = Object.entries(call.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  const response = await fetch(call.url, {
    method: call.method,
    headers: Object.fromEntries(headers),
    redirect: 'manual',
    signal: AbortSignal.timeout(rules.timeout),
    ...(call.body === undefined ? {} : { body: call.body }),
  });
  const body = await readBody(response, rules.largestBody);
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body };
}

async function readBody(response: Response, largest: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > largest) throw new GiveUp(`Salesforce sent more than ${largest} bytes in one answer.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function redirected(host: string, answer: HttpAnswer): GiveUp {
  return new GiveUp(`${host} sends us on to ${answer.headers['location'] ?? 'another address'}.`, {
    remedy: 'Set SALESFORCE_LOGIN_URL to the My Domain address of the org (https://NAME.my.salesforce.com).',
  });
}

/** fetch says only "fetch failed"; the reason is in its cause. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'the time limit passed';
  if (error instanceof Error && error.cause instanceof Error) return error.cause.message || error.message;
  return messageOf(error);
}

function excerpt(body: string): string {
  return (
    body
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 200) || 'an empty page'
  );
}
