import { complaint, json, notFound, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';
import { answer } from './routes.ts';

const OLDEST = 41;
const NEWEST = 68;
const RETIRED_BELOW = 31;

/** A call as it came in, before it is known who makes it. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** GET /services/data: the versions one may call. */
export function answerVersions(): Reply {
  const versions = Array.from({ length: NEWEST - OLDEST + 1 }, (_, i) => {
    const version = `${OLDEST + i}.0`;
    return { label: `Version ${version}`, url: `/services/data/v${version}`, version };
  });
  return json(versions);
}

/** The part of a path that names the resource, with the version before it. */
export function splitPath(pathname: string): { readonly base: string; readonly path: string } | undefined {
  const [, base, path = ''] = /^(\/services\/data\/v\d+\.\d+)(\/.*)?$/.exec(pathname) ?? [];
  return base === undefined ? undefined : { base, path };
}

/** Answers a call under /services/data/vNN.N: session, version and daily limit first, then the resource. */
export function answerApi(platform: Platform, incoming: Incoming): Reply {
  const split = splitPath(incoming.url.pathname);
  if (split === undefined) return notFound;
  const refusal = refuseVersion(split.base);
  if (refusal !== undefined) return refusal;
  const session = platform.tokens.session(bearerOf(incoming.headers));
  if (session === undefined) {
    return complaint(401, { errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' });
  }
  const now = platform.clock.now();
  if (platform.usage.isUsedUp(now)) {
    return complaint(403, { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' });
  }
  platform.usage.add(now);
  if (split.path === '' || split.path === '/') return answerResources(split.base);
  return answer(platform, requestOf(incoming, { ...split, userId: session.userId }));
}

function requestOf(incoming: Incoming, at: Pick<ApiRequest, 'base' | 'path' | 'userId'>): ApiRequest {
  const { method, headers, body, url } = incoming;
  return { method, headers, body, search: url.searchParams, ...at };
}

function bearerOf(headers: Incoming['headers']): string {
  return /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

function refuseVersion(base: string): Reply | undefined {
  const version = Number(/v(\d+)\./.exec(base)?.[1]);
  if (version >= RETIRED_BELOW && version <= NEWEST) return undefined;
  if (version > NEWEST) return notFound;
  const message = `API version ${version}.0 is no longer supported.`;
  return complaint(410, { errorCode: 'UNSUPPORTED_API_VERSION', message });
}

function answerResources(base: string): Reply {
  const names = ['query', 'queryAll', 'sobjects', 'composite', 'limits'];
  return json(Object.fromEntries(names.map((name) => [name, `${base}/${name}`])));
}
