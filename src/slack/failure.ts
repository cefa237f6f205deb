import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { z } from 'zod';
import { messageOf } from '#lib/errors.ts';

/** A failed call of the Web API, sorted by what is known about its effect. */
export type SlackFailure =
  /** Slack said no: certainly without effect. `error` is Slack's word for it. */
  | { readonly kind: 'refused'; readonly error: string; readonly details: readonly string[] }
  | { readonly kind: 'limited'; readonly waitSeconds: number }
  /** The request never reached Slack. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** No answer, or none that can be understood: it may have had its effect. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Slack's own words for "something of it may have happened". */
const MAYBE_DONE = new Set(['fatal_error', 'internal_error']);

/** Faults of the network that occur before a request is on its way. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A Slack error word; anything else in its place is a body that is no answer of Slack's. */
const ErrorWord = z.string().regex(/^[a-z0-9_:.-]{1,80}$/);

/** Refusals that a person or a later moment can end; any other is final for this message. */
const MENDABLE = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'messages_tab_disabled',
  'restricted_action',
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
  'team_access_not_granted',
  'team_added_to_org',
  'service_unavailable',
  'request_timeout',
  'message_limit_exceeded',
]);

export function isMendable(error: string): boolean {
  return MENDABLE.has(error);
}

/** Sorts anything that a Web API call threw. */
export function sortFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', waitSeconds: error.retryAfter };
  if (error instanceof WebAPIPlatformError) return sortAnswer(error);
  if (error instanceof WebAPIHTTPError) {
    return { kind: 'unknown', reason: `Slack answered with HTTP ${error.statusCode}` };
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error);
    if (code !== undefined && NEVER_SENT.has(code)) {
      return { kind: 'unreached', reason: `Slack could not be reached (${code})` };
    }
    return { kind: 'unknown', reason: `the connection to Slack failed (${code ?? error.original.message})` };
  }
  return { kind: 'unknown', reason: messageOf(error) };
}

function sortAnswer(error: WebAPIPlatformError): SlackFailure {
  const parsed = ErrorWord.safeParse(error.data.error);
  if (!parsed.success) return { kind: 'unknown', reason: 'Slack sent an answer that cannot be read' };
  const word = parsed.data;
  if (MAYBE_DONE.has(word)) return { kind: 'unknown', reason: `Slack answered ${word}` };
  if (word === 'ratelimited' || word === 'rate_limited') return { kind: 'limited', waitSeconds: 30 };
  return { kind: 'refused', error: word, details: error.data.response_metadata?.messages ?? [] };
}

/** The system's code for a network fault; fetch and Node's several-addresses error hide it a few causes down. */
function networkCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('slack_'))
    return error.code;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return networkCode(inner, depth + 1);
}
