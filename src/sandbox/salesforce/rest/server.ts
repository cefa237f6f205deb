import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { complaint, httpDate, type Reply } from './exchange.ts';
import type { Effect } from './faults.ts';
import type { Incoming } from './dispatch.ts';
import type { Platform } from './platform.ts';

/** What Salesforce takes: a longer address is 414, a longer head 431. */
const MAX_URI_BYTES = 16_384;
const MAX_HEAD_BYTES = 16_384;
/** Above both, so that our own answers are given and not Node's. */
const NODE_HEAD_BYTES = 256 * 1024;
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Answers one call and says which fault, if any, spoils the answer on its way out. */
export type Answerer = (
  incoming: Incoming,
) => Promise<{ readonly reply: Reply; readonly spoil: Effect | undefined }>;

/** The HTTP side: reads calls within Salesforce's size limits and writes answers with its headers. */
export function createHttpServer(platform: Platform, answerer: Answerer): Server {
  return createServer({ maxHeaderSize: NODE_HEAD_BYTES }, (request, response) => {
    serve(platform, { request, response, answerer }).catch((error: unknown) => {
      platform.log.error({ err: error, url: request.url }, 'the local Salesforce failed on a call');
      const message = 'An unexpected error occurred.';
      if (!response.headersSent)
        send(platform, response, complaint(500, { errorCode: 'UNKNOWN_EXCEPTION', message }));
      else response.destroy();
    });
  });
}

async function serve(
  platform: Platform,
  { request, response, answerer }: { request: IncomingMessage; response: ServerResponse; answerer: Answerer },
): Promise<void> {
  const tooLong = refuseLength(request);
  const body = await readBody(request);
  if (tooLong !== undefined) return send(platform, response, tooLong);
  if (body === undefined) return send(platform, response, { status: 413, body: '' });
  const { reply, spoil } = await answerer(incomingOf(request, body, platform));
  if (spoil?.do === 'delay') await sleep(spoil.ms);
  if (spoil?.do === 'reset') return cutOff(platform, response, reply);
  if (spoil?.do === 'truncate') return send(platform, response, { ...reply, body: half(reply.body) });
  send(platform, response, reply);
}

function refuseLength({ url = '', rawHeaders }: IncomingMessage): Reply | undefined {
  const uri = Buffer.byteLength(url);
  if (uri > MAX_URI_BYTES) return { status: 414, body: '', type: 'text/plain' };
  const head = rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, uri);
  return head > MAX_HEAD_BYTES ? { status: 431, body: '', type: 'text/plain' } : undefined;
}

/** The body as text; undefined when it is larger than Salesforce would take. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function incomingOf(request: IncomingMessage, body: string, platform: Platform): Incoming {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value[0] : value;
  const host = URL.canParse(`http://${headers.host}`) ? `http://${headers.host}` : platform.url();
  return { method: request.method ?? 'GET', url: new URL(request.url ?? '/', host), headers, body };
}

function writeHead(
  platform: Platform,
  response: ServerResponse,
  { status, type, headers = {}, body }: Reply,
): void {
  const now = platform.clock.now();
  const content = {
    'content-type': type ?? 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
  };
  response.writeHead(status, {
    date: httpDate(now),
    'sforce-limit-info': platform.usage.header(now),
    'cache-control': 'no-cache,must-revalidate,max-age=0,no-store,private',
    // A 204 has neither a body nor a length.
    ...(status === 204 ? {} : content),
    ...headers,
  });
}

function send(platform: Platform, response: ServerResponse, reply: Reply): void {
  writeHead(platform, response, reply);
  response.end(reply.body);
}

/** Sends half of the body under the full length, then resets the connection. */
function cutOff(platform: Platform, response: ServerResponse, reply: Reply): void {
  writeHead(platform, response, reply);
  response.write(half(reply.body), () => response.socket?.resetAndDestroy());
}

function half(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}
