import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { setTimeout as wait } from 'node:timers/promises';
import { dispatch } from '#sandbox/slack/api/dispatch.ts';
import { giveAnswer } from '#sandbox/slack/app/answers.ts';
import type { Core } from '#sandbox/slack/core.ts';

export type Env = { readonly Bindings: HttpBindings };

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The two doors an app uses besides its socket: the Web API and response URLs. */
export function appRoutes(core: Core): Hono<Env> {
  const routes = new Hono<Env>();
  routes.all('/api/:method', async (c) => {
    const { token, ...fields } = await fieldsOf(c);
    const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const request = {
      method: c.req.param('method'),
      token: bearer ?? (typeof token === 'string' ? token : undefined),
      fields,
    };
    const answer = await dispatch(core, request);
    if (answer.kind === 'hang_up') return hangUp(c);
    return new Response(JSON.stringify(answer.body), {
      status: answer.status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers },
    });
  });
  routes.post('/response/:token', async (c) => {
    const fault = core.faults.strike('response_url');
    if (fault?.kind === 'delay') await wait(fault.ms);
    if (fault?.kind === 'drop_request') return hangUp(c);
    if (fault?.kind === 'status') return new Response('', { status: fault.status });
    const redeemed = core.responseUrls.redeem(c.req.param('token'));
    if (!redeemed.ok) return c.json({ ok: false, error: redeemed.error }, 404);
    const refused = giveAnswer(core, redeemed.target, await fieldsOf(c));
    if (fault?.kind === 'drop_reply') return hangUp(c);
    return refused === undefined ? c.text('ok') : c.json({ ok: false, error: refused }, 400);
  });
  return routes;
}

/**
 * Refuses what did not come from this machine's own hand: another host name (a rebound domain) or a page of
 * another origin. The tokens are known, so the address is all that protects the sandbox.
 */
export function isLocalRequest(request: globalThis.Request): boolean {
  const host = request.headers.get('host') ?? '';
  const origin = request.headers.get('origin');
  if (!URL.canParse(`http://${host}`) || !LOOPBACK.has(new URL(`http://${host}`).hostname)) return false;
  return origin === null || origin === `http://${host}`;
}

/** The body as fields: a form, or a JSON object. */
async function fieldsOf(c: Context<Env>): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  const query = Object.fromEntries(new URL(c.req.url).searchParams);
  if (!(c.req.header('content-type') ?? '').includes('json')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(text)) };
  }
  try {
    const body: unknown = JSON.parse(text || '{}');
    return typeof body === 'object' && body !== null ? { ...query, ...body } : query;
  } catch {
    return query;
  }
}

/** Breaks the connection, as a network does. */
function hangUp(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
