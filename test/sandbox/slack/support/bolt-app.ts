import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';

/** A real Bolt app in Socket Mode that knows no other Slack than the local one. Not yet started. */
export function boltApp(slack: LocalSlack, options: { clientPingTimeout?: number } = {}): App {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    ...options,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  return new App({
    receiver,
    token: slack.botToken,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
}

export async function start(app: App): Promise<App> {
  await app.init();
  await app.start();
  return app;
}
