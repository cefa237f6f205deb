import { z } from 'zod';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { parserError, readJson } from './actor.ts';
import { complaint, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

const MOST_PARTS = 25;

const part = z.object({
  method: z.string(),
  url: z.string(),
  referenceId: z.string(),
  body: z.unknown().optional(),
});
const composite = z.object({ allOrNone: z.boolean().default(false), compositeRequest: z.array(part) });
type Part = z.infer<typeof part>;

type Answer = (platform: Platform, request: ApiRequest) => Reply;

/**
 * POST /composite: up to 25 calls in one, each able to use the results of those before it (`@{ref.id}`). With
 * `allOrNone` the first failure takes everything back.
 */
export function answerComposite(platform: Platform, request: ApiRequest, answer: Answer): Reply {
  const parsed = composite.safeParse(readJson(request.body));
  if (!parsed.success)
    return parserError('compositeRequest must be a list of calls with method, url and referenceId');
  const { allOrNone, compositeRequest } = parsed.data;
  if (compositeRequest.length > MOST_PARTS) {
    throw new ApiError('LIMIT_EXCEEDED', `The limit is ${MOST_PARTS} subrequests per composite request.`);
  }
  const results = new Map<string, unknown>();
  const replies: [Part, Reply][] = [];
  const undo = platform.org.record(() => {
    for (const one of compositeRequest) {
      const reply = answerPart(one, (part) => answer(platform, requestOf(part, { outer: request, results })));
      replies.push([one, reply]);
      if (reply.status >= 300 && allOrNone) break;
      results.set(one.referenceId, reply.body === '' ? null : JSON.parse(reply.body));
    }
  });
  const failed = allOrNone && replies.some(([, { status }]) => status >= 300);
  if (failed) undo();
  const parts = compositeRequest.map((one) => {
    const reply = replies.find(([done]) => done === one)?.[1];
    return partReply(one, failed && (reply === undefined || reply.status < 300) ? HALTED : (reply ?? HALTED));
  });
  return { status: 200, body: `{"compositeResponse":[${parts.join(',')}]}` };
}

const HALTED = complaint(400, {
  errorCode: 'PROCESSING_HALTED',
  message: 'The transaction was rolled back since another operation in the same transaction failed.',
});

/** A part that names a result nobody produced fails by itself. */
function answerPart(one: Part, answer: (one: Part) => Reply): Reply {
  try {
    return answer(one);
  } catch (error) {
    if (error instanceof ApiError) return complaint(error.status, error);
    throw error;
  }
}

function requestOf(
  { method, url, body }: Part,
  { outer, results }: { readonly outer: ApiRequest; readonly results: ReadonlyMap<string, unknown> },
): ApiRequest {
  const address = new URL(withReferences(url, results), 'http://localhost');
  const path = address.pathname.replace(/^\/services\/data\/v\d+\.\d+/, '');
  const text = body === undefined ? '' : withReferences(JSON.stringify(body), results);
  return { ...outer, method: method.toUpperCase(), path, search: address.searchParams, body: text };
}

/** Puts results of earlier parts where `@{referenceId.field}` stands. */
function withReferences(text: string, results: ReadonlyMap<string, unknown>): string {
  return text.replaceAll(/@\{(\w+)\.([\w.[\]]+)\}/g, (_, reference: string, path: string) => {
    const value = valueAt(results.get(reference), path);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new ApiError(
        'PROCESSING_HALTED',
        `Invalid reference specified. No value for ${reference}.${path} found.`,
      );
    }
    return String(value);
  });
}

/** The value at a path such as `records[0].Id`. */
function valueAt(root: unknown, path: string): unknown {
  let at = root;
  for (const key of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  }
  return at;
}

function partReply({ referenceId }: Part, { status, body, headers = {} }: Reply): string {
  const facts = JSON.stringify({ httpHeaders: headers, httpStatusCode: status, referenceId });
  return `{"body":${body === '' ? 'null' : body},${facts.slice(1)}`;
}
