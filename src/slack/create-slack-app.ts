import { App, SocketModeReceiver, type ViewSubmitAction } from '@slack/bolt';
import type { ExtendedErrorHandlerArgs } from '@slack/bolt/dist/App.js';
import type { Log } from '#lib/log.ts';
import { clientOptions, type SlackConnection } from './connect.ts';
import type { Desk } from './desk.ts';
import { createHomes } from './homes.ts';
import type { Installation } from './installation.ts';
import { checkRoutes, commandsOf, type Routes } from './route-table.ts';
import { serveAction } from './serve-action.ts';
import { serveCommand } from './serve-command.ts';
import { serveHome } from './serve-home.ts';
import { serveShortcut } from './serve-shortcut.ts';
import { serveSubmit } from './serve-submit.ts';
import { slackLog } from './slack-log.ts';
import { stayConnected } from './stay-connected.ts';

export interface SlackAppOptions<S> {
  readonly routes: Routes<S>;
  /** The installation of a workspace, undefined when it is not ours. */
  readonly installationOf: (teamId: string) => Promise<Installation<S> | undefined>;
  readonly log: Log;
  /** Called when Slack says that the app was uninstalled or its token withdrawn; maybe more than once. */
  readonly onUninstalled?: () => void;
  /** Called when Slack says that somebody's profile changed: they may have left, or become a guest. */
  readonly onPersonChanged?: (slackUserId: string) => Promise<void>;
  /** Called when Slack says that a channel was shared with others, or is no longer, or that somebody joined it. */
  readonly onAudienceChanged?: (channelId: string) => void;
  /** How long a modal's handler may take before a waiting modal is shown. */
  readonly patienceMs?: number;
}

export interface SlackApp {
  /** Resolves when Slack can reach us. Throws a GiveUp with the remedy, or a TryLater. */
  start(): Promise<void>;
  /** Resolves when the requests being served are answered and the connection is closed. */
  stop(): Promise<void>;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** Listens to one workspace over Socket Mode and serves the routes. */
export function createSlackApp<S>(connection: SlackConnection, options: SlackAppOptions<S>): SlackApp {
  const { settings, workspace } = connection;
  const logger = slackLog(options.log);
  const receiver = new SocketModeReceiver({
    appToken: settings.appToken,
    logger,
    autoReconnectEnabled: false,
    // Its own options: Bolt's client would write its settings for reconnection into a shared object.
    installerOptions: { clientOptions: clientOptions(settings, { log: options.log, retries: 0 }) },
  });
  const app = new App({
    receiver,
    authorize: () =>
      Promise.resolve({
        botToken: settings.botToken,
        botId: workspace.botId,
        botUserId: workspace.botUserId,
        teamId: workspace.teamId,
      }),
    clientOptions: { ...clientOptions(settings, { log: options.log, retries: 0 }), fetch: impatientFetch },
    convoStore: false,
    deferInitialization: true,
    extendedErrorHandler: true,
    attachFunctionToken: false,
    logger,
  });
  const desk: Desk<S> = {
    routes: checkRoutes(options.routes),
    client: connection.interactive,
    log: options.log,
    installationOf: options.installationOf,
    homes: createHomes(),
  };
  const running = listen(app, desk, options);
  const socket = stayConnected(receiver.client, options.log);
  return {
    async start() {
      await app.init();
      await socket.start();
    },
    async stop() {
      await Promise.allSettled(running);
      await socket.stop();
      await Promise.allSettled(running);
    },
  };
}

/** Registers the listeners; returns the requests being served at any moment. */
function listen<S>(
  app: App,
  desk: Desk<S>,
  { patienceMs, log, onUninstalled, onPersonChanged, onAudienceChanged }: SlackAppOptions<S>,
): ReadonlySet<Promise<void>> {
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };
  for (const command of commandsOf(desk.routes)) {
    app.command(command, async ({ ack, body, respond }) => {
      await ack();
      await track(serveCommand(desk, body, respond));
    });
  }
  app.action(/.*/, async ({ ack, body, respond }) => {
    await ack();
    await track(serveAction(desk, body, respond));
  });
  app.shortcut({ type: 'message_action', callback_id: /.*/ }, async ({ ack, body, respond }) => {
    await ack();
    await track(serveShortcut(desk, body, respond));
  });
  app.view<ViewSubmitAction>(/.*/, ({ ack, body }) => track(serveSubmit(desk, body, { ack, patienceMs })));
  app.event('app_home_opened', ({ body }) => track(serveHome(desk, body)));
  if (onPersonChanged) app.event('user_change', ({ event }) => track(onPersonChanged(event.user.id)));
  listenForAudiences(app, onAudienceChanged);
  listenForEnd(app, onUninstalled);
  app.error(async ({ error }: ExtendedErrorHandlerArgs) => {
    log.error({ err: error }, 'a request from Slack could not be served');
  });
  return running;
}

/** Who reads a channel has changed: what was known of it counts no longer. */
function listenForAudiences(app: App, changed: (channelId: string) => void = () => undefined): void {
  app.event('channel_shared', async ({ event }) => changed(event.channel));
  app.event('channel_unshared', async ({ event }) => changed(event.channel));
  app.event('member_joined_channel', async ({ event }) => changed(event.channel));
}

/** The two events come in any order, and either says it; withdrawn tokens of people are not ours. */
function listenForEnd(app: App, onUninstalled: () => void = () => undefined): void {
  app.event('app_uninstalled', async () => onUninstalled());
  app.event('tokens_revoked', async ({ event }) => {
    if ((event.tokens.bot ?? []).length > 0) onUninstalled();
  });
}

/** A fetch with a time limit: the clients bring their own signal, answers to a response address bring none. */
const impatientFetch: typeof fetch = (url, init) =>
  fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
