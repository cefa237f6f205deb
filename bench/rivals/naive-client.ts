import { LogLevel, WebClient } from '@slack/web-api';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** The Web API client as it comes: it repeats by itself, and waits as a whole when Slack asks it to. */
export function naiveClient({ botToken, apiUrl }: LocalSlack): WebClient {
  return new WebClient(botToken, { slackApiUrl: apiUrl, logger: silent });
}

/** Everything at once, and the client is left to cope. Milliseconds until the last was taken. */
export async function sendAllAtOnce(client: WebClient, people: readonly string[]): Promise<number> {
  const began = performance.now();
  await Promise.all(people.map((channel, n) => client.chat.postMessage({ channel, text: `Message ${n}` })));
  return performance.now() - began;
}
