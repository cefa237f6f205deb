import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { machineNow } from '#lib/clock.ts';
import { Bug } from '#lib/errors.ts';
import { createCallLog } from '#sandbox/slack/api/call-log.ts';
import { createPacing } from '#sandbox/slack/api/pacing.ts';
import { createResponseUrls } from '#sandbox/slack/app/response-urls.ts';
import { createSocketHub } from '#sandbox/slack/app/socket.ts';
import { createTriggers } from '#sandbox/slack/app/triggers.ts';
import type { Core } from '#sandbox/slack/core.ts';
import { createDriver } from '#sandbox/slack/driver.ts';
import { createFaults } from '#sandbox/slack/faults.ts';
import { appRoutes, isLocalRequest, type Env } from '#sandbox/slack/http.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { LOCAL_APP, SLACK_LIMITS, type LocalSlackOptions } from '#sandbox/slack/options.ts';
import { pageRoutes } from '#sandbox/slack/page/page-routes.ts';
import { ALL_RULES } from '#sandbox/slack/rules/rules.ts';
import { sandboxRoutes } from '#sandbox/slack/sandbox-routes.ts';
import { beginWorkspace } from '#sandbox/slack/seed.ts';
import { keep } from '#sandbox/slack/workspace/keeper.ts';

const ACK_WITHOUT_RULE_MS = 60_000;

/** Starts the local Slack on loopback: what a Slack app and the people around it can do to each other. */
export async function createLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  let url = '';
  const core = createCore(options, () => url);
  const stopKeeping = options.dataFile === undefined ? () => {} : keep(core.workspace, options.dataFile);
  const driver = createDriver(core);
  const routes = new Hono<Env>();
  routes.use(async (c, next) => (isLocalRequest(c.req.raw) ? next() : c.text('only for this machine', 403)));
  routes.route('/', appRoutes(core));
  routes.route('/', sandboxRoutes(core, driver));
  routes.route('/', pageRoutes(core));

  const server = createServer(getRequestListener(routes.fetch));
  server.on('upgrade', (request, socket, head) => core.socket.upgrade(request, socket, head));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', listening);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Bug('the local Slack has no port');
  url = `http://127.0.0.1:${address.port}`;

  return {
    ...driver,
    url,
    apiUrl: `${url}/api/`,
    app: core.app,
    botToken: core.app.botToken,
    appToken: core.app.appToken,
    faults: core.faults,
    socket: core.socket,
    grant: core.grant,
    rules: core.rules,
    limits: core.limits,
    calls: (method) => core.calls.list(method),
    async close() {
      await core.socket.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      stopKeeping();
    },
  };
}

/** Its parts without a server: for drawing what nobody has sent. */
export function createCore(options: LocalSlackOptions, url: () => string): Core {
  const app = { ...LOCAL_APP, ...options.app };
  const rules = { ...ALL_RULES, ...options.rules };
  const limits = { ...SLACK_LIMITS, ...options.limits };
  const now = options.machineNow ?? machineNow;
  const workspace = beginWorkspace(options, app);
  const faults = createFaults();
  return {
    team: options.team,
    app,
    installer: options.installer,
    commands: options.commands ?? [],
    shortcuts: options.shortcuts ?? [],
    events: options.events ?? ['app_home_opened'],
    rules,
    limits,
    grant: { scopes: options.scopes, revoked: false },
    clock: options.clock,
    clockControl: options.clockControl,
    machineNow: now,
    log: options.log,
    workspace,
    socket: createSocketHub({
      appId: app.appId,
      get ackMs() {
        return rules.ackTimeout ? limits.ackMs : ACK_WITHOUT_RULE_MS;
      },
      isTwice: () => faults.strike('delivery')?.kind === 'twice',
      changed: () => workspace.changes.tell({ kind: 'connections' }),
    }),
    ...spentOnce({ rules, limits, machineNow: now }),
    faults,
    pacing: createPacing(now),
    calls: createCallLog(),
    url,
  };
}

/** What a person's action gives the app to use a few times; rules and limits are looked up at each use. */
function spentOnce({ rules, limits, machineNow: now }: Pick<Core, 'rules' | 'limits' | 'machineNow'>) {
  return {
    triggers: createTriggers({
      get lifeMs() {
        return limits.triggerMs;
      },
      get strict() {
        return rules.triggerExpiry;
      },
      machineNow: now,
    }),
    responseUrls: createResponseUrls({
      get uses() {
        return limits.responseUrlUses;
      },
      get lifeMs() {
        return limits.responseUrlMs;
      },
      get strict() {
        return rules.responseUrlUses;
      },
      machineNow: now,
    }),
  };
}
