import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '#lib/log.ts';
import type { Message } from './blocks/message.ts';
import { isMendable, type SlackFailure } from './failure.ts';
import { formsOf, isAboutBlocks } from './forms.ts';
import { DEFAULT_PACE, type PaceLimits } from './pace.ts';
import { createTurns, type Attempt } from './turns.ts';

/** What is known after something was sent once and did not simply succeed. */
export type Undelivered =
  /** Certainly not there. `permanent` when trying again cannot help. */
  | { readonly kind: 'refused'; readonly reason: string; readonly permanent: boolean }
  /** Certainly not there; Slack names the time to wait. */
  | { readonly kind: 'limited'; readonly waitSeconds: number }
  /** It may be there: never to be sent again without looking. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type Delivery =
  | { readonly kind: 'posted'; readonly channel: string; readonly ts: string }
  | Undelivered;

/** Sends messages once each; trying again is the caller's decision. */
export interface Sender {
  /** `marker` is an opaque id by which the message can be found again; everyone in the workspace can read it. */
  post(channel: string, message: Message, marker: string): Promise<Delivery>;
  /** Rewrites a message of ours, silently. */
  update(at: { readonly channel: string; readonly ts: string }, message: Message): Promise<Delivery>;
  /** Finds the conversation in which a user reads our direct messages. */
  openDirect(
    slackUserId: string,
  ): Promise<{ readonly kind: 'opened'; readonly channel: string } | Undelivered>;
}

export interface SenderOptions {
  readonly log: Log;
  /** The pace of new messages; the workspace's ceiling is not published, 300 a minute is a cautious guess. */
  readonly pace?: PaceLimits;
}

/** Slack's tier 3 takes 50 calls a minute of one method. */
const TIER_3: PaceLimits = { perMinute: 48, burst: 5, channelSpacing: 1_000 };

const Posted = z.object({ channel: z.string(), ts: z.string() });
const Opened = z.object({ channel: z.object({ id: z.string() }) });

/** A sender on the client that nobody waits for, at its own pace. */
export function createSender(client: WebClient, { log, pace = DEFAULT_PACE }: SenderOptions): Sender {
  const posts = createTurns(pace);
  const updates = createTurns(TIER_3);
  const opens = createTurns(TIER_3);
  return {
    async post(channel, message, marker) {
      const metadata = { event_type: 'attain_post', event_payload: { id: marker } };
      return delivered(
        await inForms(message, log, (form) =>
          posts.run(channel, async () =>
            Posted.parse(await client.chat.postMessage({ channel, ...form, metadata })),
          ),
        ),
      );
    },
    async update({ channel, ts }, message) {
      return delivered(
        await inForms(message, log, (form) =>
          updates.run(channel, async () => Posted.parse(await client.chat.update({ channel, ts, ...form }))),
        ),
      );
    },
    async openDirect(users) {
      const attempt = await opens.run(users, async () =>
        Opened.parse(await client.conversations.open({ users })),
      );
      return attempt.kind === 'done'
        ? { kind: 'opened', channel: attempt.value.channel.id }
        : undelivered(attempt);
    },
  };
}

/** What a message looks like on the wire. */
function wireForm({ text, blocks }: Message) {
  return { text, blocks: [...blocks], parse: 'none', unfurl_links: false, unfurl_media: false } as const;
}

/** Tries simpler forms while Slack refuses the blocks: a refused form is certainly not there. */
async function inForms<T>(
  message: Message,
  log: Log,
  send: (form: ReturnType<typeof wireForm>) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  let last: Attempt<T> = { kind: 'refused', error: 'no_text', details: [] };
  for (const form of formsOf(message)) {
    last = await send(wireForm(form));
    if (last.kind !== 'refused' || !isAboutBlocks(last.error)) break;
    log.warn({ error: last.error, details: last.details }, 'Slack refused the blocks of a message');
  }
  return last;
}

function delivered(attempt: Attempt<z.infer<typeof Posted>>): Delivery {
  if (attempt.kind !== 'done') return undelivered(attempt);
  return { kind: 'posted', channel: attempt.value.channel, ts: attempt.value.ts };
}

function undelivered(failure: SlackFailure): Undelivered {
  switch (failure.kind) {
    case 'refused':
      return { kind: 'refused', reason: failure.error, permanent: !isMendable(failure.error) };
    case 'unreached':
      return { kind: 'refused', reason: failure.reason, permanent: false };
    case 'limited':
    case 'unknown':
      return failure;
  }
}
