import { setTimeout as wait } from 'node:timers/promises';
import { METHODS } from '#sandbox/slack/api/methods.ts';
import { withoutScope, type Method } from '#sandbox/slack/api/method.ts';
import { fail, later, type Reply } from '#sandbox/slack/api/reply.ts';
import type { Core } from '#sandbox/slack/core.ts';

export interface Request {
  readonly method: string;
  /** The bearer token, or the one among the fields. */
  readonly token: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What goes back over HTTP; `hang_up` breaks the connection without an answer. */
export type Answer =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: object;
      readonly headers: Record<string, string>;
    }
  | { readonly kind: 'hang_up' };

/** Carries out one Web API call, with the faults ordered for it. */
export async function dispatch(core: Core, request: Request): Promise<Answer> {
  const fault = core.faults.strike(request.method);
  if (fault?.kind === 'delay') await wait(fault.ms);
  if (fault?.kind === 'drop_request') return { kind: 'hang_up' };
  if (fault?.kind === 'status') return record(core, request, { status: fault.status, body: {}, headers: {} });
  if (fault?.kind === 'commit_late') {
    // Nobody waits for it: the connection is gone.
    void wait(fault.ms).then(() => record(core, request, httpOf(core, request, answerTo(core, request))));
    return { kind: 'hang_up' };
  }
  const reply =
    fault?.kind === 'rate_limit'
      ? later(fault.retryAfter)
      : fault?.kind === 'error'
        ? fail(fault.error)
        : answerTo(core, request);
  const answer = record(core, request, httpOf(core, request, reply));
  if (fault?.kind === 'delay_reply') await wait(fault.ms);
  if (fault?.kind === 'status_after') return { kind: 'json', status: fault.status, body: {}, headers: {} };
  return fault?.kind === 'drop_reply' ? { kind: 'hang_up' } : answer;
}

function answerTo(core: Core, request: Request): Reply {
  const method = METHODS.get(request.method);
  if (!method) return fail('unknown_method', { req_method: request.method });
  const refusal = tokenRefusal(core, method, request.token) ?? tierRefusal(core, method);
  if (refusal) return refusal;
  const scopeRefusal = method.scope === undefined ? undefined : withoutScope(core, method.scope);
  return scopeRefusal ?? method.run(core, request.fields);
}

function tokenRefusal(core: Core, method: Method, token: string | undefined): Reply | undefined {
  if (method.token === 'none') return undefined;
  if (!token) return fail('not_authed');
  const { botToken, appToken } = core.app;
  if (token !== botToken && token !== appToken) return fail('invalid_auth');
  if (core.grant.revoked) return fail('token_revoked');
  if (token === (method.token === 'app' ? appToken : botToken)) return undefined;
  return fail('not_allowed_token_type');
}

function tierRefusal(core: Core, method: Method): Reply | undefined {
  if (!core.rules.rateLimits || method.tier === 'none') return undefined;
  const perMinute = core.limits.perMinute[method.tier - 1] ?? 1;
  const seconds = core.pacing.take(`method/${method.name}`, { burst: perMinute, perSecond: perMinute / 60 });
  return seconds > 0 ? later(seconds) : undefined;
}

interface Http {
  readonly status: number;
  readonly body: object;
  readonly headers: Record<string, string>;
}

function httpOf(core: Core, request: Request, reply: Reply): Http {
  if (reply.status === 'later') {
    const headers = { 'retry-after': String(reply.seconds) };
    return { status: 429, body: { ok: false, error: 'ratelimited' }, headers };
  }
  const headers: Record<string, string> = {};
  if (request.token === core.app.botToken) headers['x-oauth-scopes'] = core.grant.scopes.join(',');
  if (reply.status === 'ok') return { status: 200, body: { ok: true, ...reply.body }, headers };
  return { status: 200, body: { ok: false, error: reply.error, ...reply.body }, headers };
}

function record(core: Core, request: Request, http: Http): Answer {
  const error =
    'error' in http.body ? String(http.body.error) : http.status === 200 ? undefined : String(http.status);
  core.calls.add({ method: request.method, fields: request.fields, httpStatus: http.status, error });
  return { kind: 'json', ...http };
}
