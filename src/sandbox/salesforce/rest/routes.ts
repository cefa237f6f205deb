import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { answerCollection } from './collections.ts';
import { answerComposite } from './composite.ts';
import { answerDescribe, answerObjectBasics, answerObjectList } from './describe.ts';
import { complaint, notFound, type ApiRequest, type Reply } from './exchange.ts';
import { answerLimits } from './limits.ts';
import type { Platform } from './platform.ts';
import { answerQuery, answerQueryMore } from './query.ts';
import { answerCreate, answerDelete, answerRetrieve, answerUpdate } from './records.ts';
import { answerDeleted, answerUpdated } from './replication.ts';

type Handler = (platform: Platform, request: ApiRequest, first: string, second: string) => Reply;

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** What the call counter and the faults know it by. */
  readonly kind: string;
  readonly handle: Handler;
}

/** The REST resources imitated. The first one that fits answers. */
const ROUTES: readonly Route[] = [
  route('GET', /^\/query\/?$/, 'query', answerQuery),
  route('GET', /^\/queryAll\/?$/, 'queryAll', answerQuery),
  route('GET', /^\/query(?:All)?\/([\w-]+)$/, 'queryMore', answerQueryMore),
  route('GET', /^\/limits\/?$/, 'limits', answerLimits),
  route('GET', /^\/sobjects\/?$/, 'sobjects', answerObjectList),
  route('POST', /^\/composite\/?$/, 'composite', (platform, request) =>
    answerComposite(platform, request, answer),
  ),
  route('POST', /^\/composite\/sobjects\/?$/, 'collection', answerCollection),
  route('PATCH', /^\/composite\/sobjects\/?$/, 'collection', answerCollection),
  route('DELETE', /^\/composite\/sobjects\/?$/, 'collection', answerCollection),
  route('GET', /^\/sobjects\/(\w+)\/describe\/?$/, 'describe', answerDescribe),
  route('GET', /^\/sobjects\/(\w+)\/updated\/?$/, 'updated', answerUpdated),
  route('GET', /^\/sobjects\/(\w+)\/deleted\/?$/, 'deleted', answerDeleted),
  route('GET', /^\/sobjects\/(\w+)\/?$/, 'basics', answerObjectBasics),
  route('POST', /^\/sobjects\/(\w+)\/?$/, 'create', answerCreate),
  route('GET', /^\/sobjects\/(\w+)\/(\w+)$/, 'retrieve', answerRetrieve),
  route('PATCH', /^\/sobjects\/(\w+)\/(\w+)$/, 'update', answerUpdate),
  route('DELETE', /^\/sobjects\/(\w+)\/(\w+)$/, 'delete', answerDelete),
];

function route(method: string, path: RegExp, kind: string, handle: Handler): Route {
  return { method, path, kind, handle };
}

/** Answers one call of the versioned API; what Salesforce refuses comes back in its form of an error. */
export function answer(platform: Platform, request: ApiRequest): Reply {
  const found = find(request);
  if (found === undefined) return refuseMethodOrPath(request);
  const [, first = '', second = ''] = found.path.exec(request.path) ?? [];
  try {
    return found.handle(platform, request, first, second);
  } catch (error) {
    if (error instanceof ApiError) return complaint(error.status, error);
    throw error;
  }
}

/** What the call is, for counting and for faults. */
export function kindOf(request: Pick<ApiRequest, 'method' | 'path'>): string {
  return find(request)?.kind ?? 'unknown';
}

/** The object a call is about, as far as its address tells. */
export function objectOf(
  { cursors }: Platform,
  request: Pick<ApiRequest, 'path' | 'search'>,
): string | undefined {
  const [, locator] = /^\/query(?:All)?\/([\w-]+)$/.exec(request.path) ?? [];
  if (locator !== undefined) return cursors.objectOf(locator);
  const [, fromPath] = /^\/sobjects\/(\w+)/.exec(request.path) ?? [];
  if (fromPath !== undefined) return fromPath;
  return /\bFROM\s+(\w+)/i.exec(request.search.get('q') ?? '')?.[1];
}

function find({ method, path }: Pick<ApiRequest, 'method' | 'path'>): Route | undefined {
  return ROUTES.find((candidate) => candidate.method === method && candidate.path.test(path));
}

function refuseMethodOrPath({ method, path }: ApiRequest): Reply {
  if (!ROUTES.some((candidate) => candidate.path.test(path))) return notFound;
  const message = `HTTP Method '${method}' not allowed.`;
  return complaint(405, { errorCode: 'METHOD_NOT_ALLOWED', message });
}
