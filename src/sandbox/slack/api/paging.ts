import { fail, ok, type Reply } from '#sandbox/slack/api/reply.ts';

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of `items` under `key`, with the cursor of the next; a cursor we did not issue is refused. */
export function paged(key: string, items: readonly unknown[], asked: Asked): Reply {
  const start = asked.cursor ? startOf(asked.cursor) : 0;
  if (start === undefined) return fail('invalid_cursor');
  const end = start + asked.limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return ok({
    [key]: items.slice(start, end),
    response_metadata: { next_cursor: next },
    has_more: next !== '',
  });
}

function startOf(cursor: string): number | undefined {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match ? Number(match[1]) : undefined;
}
