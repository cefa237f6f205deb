import { z } from 'zod';
import { complaint, json, type Reply } from './exchange.ts';

const match = z.strictObject({
  method: z.string().optional(),
  /** A regular expression on the path, e.g. `/query` or `oauth2/token`. */
  path: z.string().optional(),
  /** The object a call is about: named in the path or behind FROM. */
  object: z.string().optional(),
  /** A kind as the call counter names it: query, queryMore, describe, … */
  kind: z.string().optional(),
  /** Only a query page that holds this row of the whole result (0 is the first). */
  row: z.int().min(0).optional(),
});

const effect = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('session-expired') }),
  z.strictObject({ do: z.literal('unavailable') }),
  z.strictObject({ do: z.literal('server-error') }),
  z.strictObject({ do: z.literal('query-timeout') }),
  z.strictObject({ do: z.literal('limit-exceeded') }),
  z.strictObject({ do: z.literal('error'), status: z.int(), errorCode: z.string(), message: z.string() }),
  z.strictObject({ do: z.literal('oauth-error'), error: z.string(), description: z.string() }),
  z.strictObject({ do: z.literal('delay'), ms: z.int().min(0) }),
  /** The connection is cut after half of the body. */
  z.strictObject({ do: z.literal('reset') }),
  /** The body ends early under a proper 200. */
  z.strictObject({ do: z.literal('truncate') }),
]);

export const faultSchema = z.strictObject({
  match: match.default({}),
  /** How many calls it strikes. */
  times: z.int().min(1).default(1),
  /** How many matching calls it lets pass first. */
  after: z.int().min(0).default(0),
  effect,
});

export type Fault = z.input<typeof faultSchema>;
export type Effect = z.infer<typeof effect>;

/** What a fault is matched against. `rows` is known only once a page has been made. */
export interface Struck {
  readonly method: string;
  readonly path: string;
  readonly kind: string;
  readonly object: string | undefined;
  readonly rows?: Reply['rows'] | undefined;
}

/** Faults waiting for their call, oldest first. */
export class Faults {
  #waiting: z.infer<typeof faultSchema>[] = [];

  add(fault: Fault): void {
    this.#waiting.push(faultSchema.parse(fault));
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The effect for this call, if one is due. Faults about a row wait for the page (`rows` given), others do not. */
  take(call: Struck): Effect | undefined {
    for (const fault of this.#waiting) {
      if ((fault.match.row === undefined) !== (call.rows === undefined) || !matches(fault.match, call))
        continue;
      if (fault.after > 0) {
        fault.after--;
        continue;
      }
      fault.times--;
      if (fault.times === 0) this.#waiting = this.#waiting.filter((other) => other !== fault);
      return fault.effect;
    }
    return undefined;
  }
}

function matches(wanted: z.infer<typeof match>, call: Struck): boolean {
  const { rows } = call;
  return (
    (wanted.method === undefined || wanted.method.toUpperCase() === call.method) &&
    (wanted.path === undefined || new RegExp(wanted.path).test(call.path)) &&
    (wanted.object === undefined || wanted.object.toLowerCase() === call.object?.toLowerCase()) &&
    (wanted.kind === undefined || wanted.kind === call.kind) &&
    (wanted.row === undefined || (rows !== undefined && rows.from <= wanted.row && wanted.row < rows.to))
  );
}

const MAINTENANCE_PAGE =
  '<!DOCTYPE html><html><head><title>Setting things up</title></head><body><h1>We are down for maintenance.</h1></body></html>';

/** The answer a fault gives instead of the true one; undefined for those that spoil the true one. */
export function replyOf(effect: Effect): Reply | undefined {
  if (effect.do === 'delay' || effect.do === 'reset' || effect.do === 'truncate') return undefined;
  if (effect.do === 'error') return complaint(effect.status, effect);
  if (effect.do === 'oauth-error') {
    return json({ error: effect.error, error_description: effect.description }, 400);
  }
  return READY_MADE[effect.do];
}

const READY_MADE = {
  'session-expired': complaint(401, {
    errorCode: 'INVALID_SESSION_ID',
    message: 'Session expired or invalid',
  }),
  unavailable: { status: 503, body: MAINTENANCE_PAGE, type: 'text/html;charset=UTF-8' },
  'server-error': complaint(500, {
    errorCode: 'UNKNOWN_EXCEPTION',
    message: 'An unexpected error occurred.',
  }),
  'query-timeout': complaint(400, {
    errorCode: 'QUERY_TIMEOUT',
    message: 'Your query request was running for too long.',
  }),
  'limit-exceeded': complaint(403, {
    errorCode: 'REQUEST_LIMIT_EXCEEDED',
    message: 'TotalRequests Limit exceeded.',
  }),
} as const;
