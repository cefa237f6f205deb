import { z } from 'zod';
import { messageOf } from '#lib/errors.ts';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { Driver } from '#sandbox/salesforce/driver.ts';
import type { Incoming } from './dispatch.ts';
import { json, notFound, type Reply } from './exchange.ts';
import { faultSchema } from './faults.ts';
import type { Platform } from './platform.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const recordsSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('create'),
    type: z.string(),
    fields: z.record(z.string(), z.unknown()),
    ...late(),
  }),
  z.strictObject({
    op: z.literal('update'),
    type: z.string(),
    id: z.string(),
    fields: z.record(z.string(), z.unknown()),
    ...late(),
  }),
  z.strictObject({ op: z.literal('delete'), type: z.string(), id: z.string(), ...late() }),
  z.strictObject({ op: z.literal('undelete'), type: z.string(), id: z.string(), ...late() }),
]);

function late() {
  return { commitsAfterMs: z.int().min(1).optional() };
}

/**
 * The sandbox's own endpoints, for other processes: /sandbox/state, /sandbox/records, /sandbox/faults. Only a JSON
 * call to a loopback address is heard, so that no page in a browser can reach them.
 */
export function answerControl(platform: Platform, incoming: Incoming, driver: Driver): Reply {
  if (!LOOPBACK.test(incoming.url.hostname))
    return json({ error: 'The sandbox answers on loopback only.' }, 403);
  const { pathname } = incoming.url;
  if (incoming.method === 'GET' && pathname === '/sandbox/state') return json(stateOf(platform));
  if (incoming.method !== 'POST') return notFound;
  if (!/^application\/json\b/.test(incoming.headers['content-type'] ?? '')) {
    return json({ error: 'Send JSON with content-type application/json.' }, 415);
  }
  try {
    return act(pathname, JSON.parse(incoming.body), driver);
  } catch (error) {
    if (error instanceof z.ZodError) return json({ error: z.prettifyError(error) }, 400);
    if (error instanceof ApiError || error instanceof SyntaxError)
      return json({ error: messageOf(error) }, 400);
    throw error;
  }
}

function act(pathname: string, body: unknown, driver: Driver): Reply {
  if (pathname === '/sandbox/records') return json({ id: writeRecord(recordsSchema.parse(body), driver) });
  if (pathname === '/sandbox/faults') {
    const list = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])]).parse(body);
    for (const fault of list) driver.fault(fault);
    return json({ waiting: list.length });
  }
  if (pathname === '/sandbox/faults/clear') {
    driver.clearFaults();
    return json({ waiting: 0 });
  }
  if (pathname === '/sandbox/tokens/revoke') {
    driver.revokeTokens();
    return json({});
  }
  return notFound;
}

function writeRecord(wanted: z.infer<typeof recordsSchema>, driver: Driver): string {
  const late = wanted.commitsAfterMs === undefined ? {} : { commitsAfterMs: wanted.commitsAfterMs };
  if (wanted.op === 'create') return driver.create(wanted.type, wanted.fields, late);
  if (wanted.op === 'update') driver.update(wanted.type, wanted.id, wanted.fields, late);
  if (wanted.op === 'delete') driver.delete(wanted.type, wanted.id, late);
  if (wanted.op === 'undelete') driver.undelete(wanted.type, wanted.id, late);
  return wanted.id;
}

function stateOf({ org, clock, calls, usage }: Platform): Record<string, unknown> {
  const now = clock.now();
  return {
    organization: org.facts.name,
    now: now.toString(),
    currency: org.facts.currency,
    records: Object.fromEntries(org.tables().map((table) => [table.name, table.size])),
    calls: calls.counts(),
    dailyApiCalls: { used: usage.used(now), limit: usage.limit },
  };
}
