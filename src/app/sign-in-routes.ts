import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Services } from '#feature.ts';
import { finishSignIn } from '#features/people/finish-sign-in.ts';
import { messageOf, TryLater } from '#lib/errors.ts';
import { authorizeAddress, identify } from '#salesforce/sign-in.ts';
import { readTicket, settleTicket, useTicket } from '#store/sign-ins.ts';
import { landingPage, page, type PageKind } from './sign-in-pages.ts';
import {
  bindingOf,
  CALLBACK_PATH,
  type Carried,
  LANDING_PATH,
  randomText,
  settingsOf,
  type SignInSide,
} from './sign-in.ts';

const COOKIE = 'attain_sign_in';
/** Seconds; a little longer than a ticket is good for. */
const COOKIE_AGE = 15 * 60;
const CARRIED = /^([\w-]{43})\.([\w-]{43})$/;

interface Desk {
  readonly services: Services;
  readonly side: SignInSide;
}

/**
 * The pages of a sign-in: one that says for which Slack account it is, and where Salesforce sends people back to. Opening
 * the first one changes nothing, because whatever previews links opens it too.
 */
export function signInRoutes(services: Services, side: SignInSide): Hono {
  const desk = { services, side };
  const routes = new Hono();
  routes.onError((error, c) => {
    services.log.error({ reason: messageOf(error) }, 'a page of a sign-in failed');
    return show(c, 'trouble');
  });
  routes.use('*', async (c, next) => {
    await next();
    for (const [name, value] of HEADERS) c.header(name, value);
  });
  routes.get(`${LANDING_PATH}/:ticket`, (c) => land(c, desk));
  routes.post(`${LANDING_PATH}/:ticket`, (c) => goToSalesforce(c, desk));
  routes.get(CALLBACK_PATH, (c) => comeBack(c, desk));
  return routes;
}

const HEADERS = [
  ['cache-control', 'no-store'],
  [
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['referrer-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
] as const;

async function land(c: Context, { services }: Desk) {
  const ticket = await readTicket(services.store, c.req.param('ticket') ?? '', services.clock.now());
  if (ticket.state !== 'open') return show(c, ticket.state);
  const { name, email, isFullMember } = await services.directory.profileOf(ticket.slackUserId);
  return isFullMember ? c.html(landingPage({ name, email })) : show(c, 'guest');
}

async function goToSalesforce(c: Context, { services, side }: Desk) {
  // Only from our own page: there it says whose account is linked.
  if (c.req.header('origin') !== side.publicUrl) return show(c, 'other_browser');
  const ticket = c.req.param('ticket') ?? '';
  const found = await readTicket(services.store, ticket, services.clock.now());
  if (found.state !== 'open') return show(c, found.state);
  const carried = { ticket, browser: randomText() };
  const secure = side.publicUrl.startsWith('https:');
  setCookie(c, COOKIE, `${carried.ticket}.${carried.browser}`, {
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    path: CALLBACK_PATH,
    maxAge: COOKIE_AGE,
  });
  return c.redirect(authorizeAddress(settingsOf(side), await bindingOf(services.store, carried)), 303);
}

async function comeBack(c: Context, desk: Desk) {
  const { store, clock } = desk.services;
  const carried = carriedBy(c);
  const binding = carried && (await bindingOf(store, carried));
  if (!carried || !binding || !isSame(c.req.query('state') ?? '', binding.state))
    return show(c, 'other_browser');
  deleteCookie(c, COOKIE, { path: CALLBACK_PATH });
  const ticket = await useTicket(store, carried.ticket, clock.now());
  if (ticket.state !== 'open') return show(c, ticket.state);
  const code = c.req.query('code');
  if (code === undefined) return refuse(c, desk, carried);
  const { nonce, verifier } = binding;
  const answer = { code, nonce, verifier, ticket: carried.ticket, slackUserId: ticket.slackUserId };
  return show(c, await outcomeOf(desk, answer));
}

interface Answer {
  readonly code: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly slackUserId: string;
  readonly ticket: string;
}

async function outcomeOf({ services, side }: Desk, answer: Answer): Promise<PageKind> {
  const { store, log } = services;
  const { slackUserId, ticket } = answer;
  try {
    const { identity, leftOpen } = await identify(settingsOf(side), answer);
    if (leftOpen !== undefined)
      log.warn({ reason: leftOpen }, 'the token of a sign-in could not be given back');
    return await finishSignIn(services, { slackUserId, identity, ticket });
  } catch (error) {
    const end = error instanceof TryLater ? 'out_of_reach' : 'failed';
    log.error({ slackUserId, reason: messageOf(error) }, 'a sign-in to Salesforce failed');
    await settleTicket(store, ticket, { outcome: end, personId: null });
    return end;
  }
}

/** Salesforce sent them back without a code. */
async function refuse(c: Context, { services }: Desk, { ticket }: Carried) {
  const said = c.req.query('error') ?? '';
  const end = said === 'access_denied' ? 'denied' : 'failed';
  if (end === 'failed')
    services.log.warn({ said: said.slice(0, 100) }, 'Salesforce refused to let somebody sign in');
  await settleTicket(services.store, ticket, { outcome: end, personId: null });
  return show(c, end);
}

function show(c: Context, kind: PageKind) {
  const { html, status } = page(kind);
  return c.html(html, status);
}

function carriedBy(c: Context): Carried | undefined {
  const [, ticket, browser] = CARRIED.exec(getCookie(c, COOKIE) ?? '') ?? [];
  return ticket === undefined || browser === undefined ? undefined : { ticket, browser };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
