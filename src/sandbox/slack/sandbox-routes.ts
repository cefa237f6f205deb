import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { messageOf, Refusal } from '#lib/errors.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Driver } from '#sandbox/slack/driver.ts';
import { Fault } from '#sandbox/slack/faults.ts';
import type { Env } from '#sandbox/slack/http.ts';
import { stateOf } from '#sandbox/slack/sandbox-state.ts';

const Plain = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const Values = z.record(z.string(), Plain);
const Command = z.object({ user: z.string(), text: z.string(), channel: z.string().optional() });
const Say = z.object({ user: z.string(), text: z.string(), channel: z.string() });
const Click = z.object({
  user: z.string(),
  action: z.string(),
  block: z.string().optional(),
  value: Plain.optional(),
  values: Values.optional(),
  view: z.string().optional(),
  message: z.string().optional(),
});
const Shortcut = z.object({
  user: z.string(),
  callback: z.string(),
  message: z.string(),
  channel: z.string(),
});
const Suggest = z.object({
  user: z.string(),
  action: z.string(),
  block: z.string().optional(),
  query: z.string(),
  view: z.string().optional(),
  message: z.string().optional(),
});
const Submit = z.object({ user: z.string(), view: z.string().optional(), values: Values.optional() });
const Who = z.object({ user: z.string() });
const Step = z.object({ step: z.union([z.number().int().positive(), z.literal('monday')]) });
const Socket = z.object({ how: z.enum(['refresh_requested', 'cut']) });

/** The driver and the switches over HTTP, for tests in other processes and for the curious. */
export function sandboxRoutes(core: Core, driver: Driver): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/sandbox/state', (c) => c.json(stateOf(core)));
  routes.get('/sandbox/calls', (c) => c.json(core.calls.list(c.req.query('method'))));
  routes.post('/sandbox/command', (c) =>
    answer(c, Command, (one) => driver.command(one.user, one.text, one)),
  );
  routes.post('/sandbox/say', (c) => answer(c, Say, (one) => driver.say(one.user, one.text, one)));
  routes.post('/sandbox/click', (c) => answer(c, Click, (one) => driver.click(one.user, one)));
  routes.post('/sandbox/shortcut', (c) => answer(c, Shortcut, (one) => driver.shortcut(one.user, one)));
  routes.post('/sandbox/suggest', (c) =>
    answer(c, Suggest, async (one) => ({ options: await driver.suggest(one.user, one) })),
  );
  routes.post('/sandbox/submit', (c) => answer(c, Submit, (one) => driver.submit(one.user, one)));
  routes.post('/sandbox/close', (c) => answer(c, Who, (one) => driver.closeView(one.user)));
  routes.post('/sandbox/home', (c) => answer(c, Who, (one) => driver.openHome(one.user)));
  routes.get('/sandbox/faults', (c) => c.json(core.faults.list()));
  routes.post('/sandbox/faults', (c) => answer(c, Fault, (fault) => core.faults.add(fault)));
  routes.delete('/sandbox/faults', (c) => {
    core.faults.clear();
    return c.json({ ok: true });
  });
  routes.post('/sandbox/socket', (c) => answer(c, Socket, ({ how }) => core.socket.disconnect(how)));
  routes.post('/sandbox/clock', (c) => answer(c, Step, ({ step }) => moveClock(core, step)));
  return routes;
}

async function moveClock(core: Core, step: number | 'monday'): Promise<object> {
  if (!core.clockControl) throw new Refusal('this local Slack does not own the clock');
  await core.clockControl.advance(step);
  core.workspace.changes.tell({ kind: 'clock' });
  return { now: core.clock.now().toString() };
}

/** Parses the body, acts, and answers with what came of it; a refusal is a 400 with its reason. */
async function answer<Schema extends z.ZodType>(
  c: Context<Env>,
  schema: Schema,
  act: (input: z.output<Schema>) => unknown,
): Promise<Response> {
  const body = schema.safeParse(await c.req.json().catch(() => undefined));
  if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400);
  try {
    return c.json((await act(body.data)) ?? { ok: true });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return c.json({ error: messageOf(error), hint: error.hint }, 400);
  }
}
