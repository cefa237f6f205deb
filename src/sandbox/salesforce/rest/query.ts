import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { runSoql, type QueryResult } from '#sandbox/salesforce/soql/run.ts';
import type { ApiRequest, Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

const SMALLEST_BATCH = 200;

/** GET /query and /queryAll. */
export function answerQuery(platform: Platform, request: ApiRequest): Reply {
  const soql = request.search.get('q');
  if (soql === null) throw new ApiError('MALFORMED_QUERY', 'the q parameter is missing');
  const now = platform.clock.now();
  const result = runSoql(platform.org, soql, { all: request.path === '/queryAll', now });
  if (result.kind === 'count') {
    return { status: 200, body: `{"totalSize":${result.total},"done":true,"records":[]}` };
  }
  if (result.kind === 'groups') {
    const { records } = result;
    const body = `{"totalSize":${records.length},"done":true,"records":[${records.join(',')}]}`;
    return { status: 200, body };
  }
  const size = batchSize(platform, request);
  const locator = result.rows.length > size ? platform.cursors.open(result, now) : '';
  return page({ result, locator, offset: 0 }, size, request);
}

/** GET /query/<locator>-<offset>, for /queryAll as well. */
export function answerQueryMore(platform: Platform, request: ApiRequest, name: string): Reply {
  const cursor = platform.cursors.read(name, platform.clock.now());
  return page(cursor, batchSize(platform, request), request);
}

type Rows = Extract<QueryResult, { kind: 'rows' }>;

function page(
  { result, locator, offset }: { readonly result: Rows; readonly locator: string; readonly offset: number },
  size: number,
  { base }: ApiRequest,
): Reply {
  const end = Math.min(offset + size, result.rows.length);
  const records = result.rows.slice(offset, end).map((row) => result.write(row, base));
  const done = end >= result.rows.length;
  const next = done ? '' : `"nextRecordsUrl":"${base}/query/${locator}-${end}",`;
  const body = `{"totalSize":${result.rows.length},"done":${done},${next}"records":[${records.join(',')}]}`;
  return { status: 200, body, rows: { from: offset, to: end } };
}

/** `Sforce-Query-Options: batchSize=500` asks for smaller pages, within Salesforce's limits. */
function batchSize({ pageSize }: Platform, { headers }: ApiRequest): number {
  const asked = /batchSize=(\d+)/i.exec(headers['sforce-query-options'] ?? '')?.[1];
  if (asked === undefined) return pageSize;
  return Math.min(pageSize, Math.max(SMALLEST_BATCH, Number(asked)));
}
