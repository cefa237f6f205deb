import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Clock } from '#lib/clock.ts';
import { silentLog, type Log } from '#lib/log.ts';
import { createDriver, type Driver } from './driver.ts';
import type { Org } from './org/org.ts';
import { answerAuthorize } from './rest/authorize.ts';
import { CallCounter } from './rest/calls.ts';
import { answerControl } from './rest/control.ts';
import { Cursors } from './rest/cursors.ts';
import { answerApi, answerVersions, splitPath, type Incoming } from './rest/dispatch.ts';
import { json, notFound, type Reply } from './rest/exchange.ts';
import { Faults, replyOf, type Effect, type Struck } from './rest/faults.ts';
import { answerRevoke, answerToken, type AuthOptions } from './rest/oauth.ts';
import type { Platform } from './rest/platform.ts';
import { kindOf, objectOf } from './rest/routes.ts';
import { createHttpServer } from './rest/server.ts';
import { Tokens } from './rest/tokens.ts';
import { Usage } from './rest/usage.ts';

export interface LocalSalesforceOptions {
  readonly org: Org;
  /** Business time: stamps of writes and the Date header come from it. */
  readonly clock: Clock;
  /** 0 or left out: any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly auth?: AuthOptions;
  readonly log?: Log;
  /** API calls per 24 hours. */
  readonly dailyLimit?: number;
  /** Rows on a query page; Salesforce has 2,000. */
  readonly pageSize?: number;
  /** Most ids one getUpdated or getDeleted answers with; Salesforce has 600,000. */
  readonly replicationIdLimit?: number;
}

export interface LocalSalesforce {
  /** Where it listens: the login URL and the instance URL in one. */
  readonly url: string;
  readonly driver: Driver;
  close(): Promise<void>;
}

/** Starts a stand-in for Salesforce's REST API over an org. It answers once the promise resolves. */
export async function createLocalSalesforce(options: LocalSalesforceOptions): Promise<LocalSalesforce> {
  const address = { url: '' };
  const platform = platformOf(options, () => address.url);
  const driver = createDriver(platform);
  const auth = options.auth ?? {};
  const server = createHttpServer(platform, (incoming) => answerCall(platform, incoming, { driver, auth }));
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  address.url = `http://${host}:${portOf(server.address())}`;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: address.url, driver, close };
}

function platformOf(options: LocalSalesforceOptions, url: () => string): Platform {
  const { org, clock, log = silentLog } = options;
  return {
    org,
    clock,
    log,
    url,
    tokens: new Tokens(org.facts.id),
    cursors: new Cursors(),
    usage: new Usage(options.dailyLimit ?? 100_000),
    calls: new CallCounter(),
    faults: new Faults(),
    pageSize: options.pageSize ?? 2_000,
    replicationIdLimit: options.replicationIdLimit ?? 600_000,
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

type Outcome = { readonly reply: Reply; readonly spoil: Effect | undefined };

async function answerCall(
  platform: Platform,
  incoming: Incoming,
  { driver, auth }: { readonly driver: Driver; readonly auth: AuthOptions },
): Promise<Outcome> {
  platform.org.settle(platform.clock.now());
  if (incoming.url.pathname.startsWith('/sandbox/')) {
    return { reply: answerControl(platform, incoming, driver), spoil: undefined };
  }
  const struck = describeCall(platform, incoming);
  platform.calls.note(struck.kind, struck.object);
  const early = platform.faults.take(struck);
  const instead = early && replyOf(early);
  if (instead !== undefined) return { reply: instead, spoil: undefined };
  const reply = await answerTrue(platform, incoming, auth);
  const late = reply.rows === undefined ? undefined : platform.faults.take({ ...struck, rows: reply.rows });
  return { reply: (late && replyOf(late)) ?? reply, spoil: late ?? early };
}

async function answerTrue(platform: Platform, incoming: Incoming, auth: AuthOptions): Promise<Reply> {
  const { pathname } = incoming.url;
  if (pathname === '/services/oauth2/token') return answerToken(platform, formOf(incoming), auth);
  if (pathname === '/services/oauth2/authorize') return answerAuthorize(platform, incoming, auth);
  if (pathname === '/services/oauth2/revoke') return answerRevoke(platform, formOf(incoming));
  if (/^\/services\/data\/?$/.test(pathname)) return answerVersions();
  if (pathname.startsWith('/services/data/')) return answerApi(platform, incoming);
  if (pathname === '/') return json({ sandbox: 'local Salesforce', organization: platform.org.facts.name });
  return notFound;
}

/** The form of a token call; a client may name itself in the body or by HTTP Basic. */
function formOf({ body, headers, url }: Incoming): URLSearchParams {
  const form = new URLSearchParams(body);
  for (const [name, value] of url.searchParams) form.append(name, value);
  const [, basic = ''] = /^Basic\s+(.+)$/i.exec(headers.authorization ?? '') ?? [];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  if (id !== '' && !form.has('client_id')) {
    form.set('client_id', id);
    form.set('client_secret', secret);
  }
  return form;
}

function describeCall(platform: Platform, { method, url }: Incoming): Struck {
  const split = splitPath(url.pathname);
  const path = split?.path ?? url.pathname;
  const request = { method, path, search: url.searchParams };
  if (split !== undefined)
    return { method, path, kind: kindOf(request), object: objectOf(platform, request) };
  const kind = /\/oauth2\/(authorize|token|revoke)$/.exec(url.pathname)?.[1] ?? 'other';
  return { method, path, kind, object: undefined };
}
