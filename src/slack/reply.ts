import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Message } from './blocks/message.ts';
import { sortFailure } from './failure.ts';
import { formsOf, isAboutBlocks } from './forms.ts';

export interface ReplyTarget {
  readonly userId: string;
  readonly channelId: string | null;
  /** Slack's answer address of this request, where it came with one. */
  readonly respond: RespondFn | undefined;
}

/**
 * Answers privately by the first way that works: the request's own answer address, which is used up after five
 * answers or thirty minutes; an ephemeral message in the channel; a direct message.
 */
export function createReply(
  client: WebClient,
  target: ReplyTarget,
  log: Log,
): (message: Message) => Promise<void> {
  const ways = [responding(target), ephemeral(client, target), direct(client, target)];
  return async (message) => {
    for (const way of ways) {
      if (way !== undefined && (await said(way, message, log))) return;
    }
    throw new TryLater('no way was left to answer a person');
  };
}

type Way = (form: Message) => Promise<unknown>;

/** Whether one way took the message, in whichever form. */
async function said(way: Way, message: Message, log: Log): Promise<boolean> {
  for (const form of formsOf(message)) {
    const failure = await way(form).then(() => undefined, sortFailure);
    if (failure === undefined) return true;
    log.warn({ failure }, 'an answer was not taken');
    if (failure.kind !== 'refused' || !isAboutBlocks(failure.error)) return false;
  }
  return false;
}

function responding({ respond }: ReplyTarget): Way | undefined {
  if (respond === undefined) return undefined;
  return async ({ text, blocks }) => {
    const answer = await respond({
      response_type: 'ephemeral',
      replace_original: false,
      text,
      blocks: [...blocks],
      ...QUIET,
    });
    const body = await answer.text();
    // Slack writes "ok" here, but also HTTP 200 around a refusal.
    if (body.includes('"ok":false')) throw new TryLater(`the answer address refused: ${body.slice(0, 200)}`);
  };
}

function ephemeral(client: WebClient, { channelId, userId }: ReplyTarget): Way | undefined {
  if (channelId === null) return undefined;
  return ({ text, blocks }) =>
    client.chat.postEphemeral({ channel: channelId, user: userId, text, blocks: [...blocks], parse: 'none' });
}

function direct(client: WebClient, { userId }: ReplyTarget): Way {
  return ({ text, blocks }) =>
    client.chat.postMessage({ channel: userId, text, blocks: [...blocks], parse: 'none', ...QUIET });
}

const QUIET = { unfurl_links: false, unfurl_media: false } as const;
