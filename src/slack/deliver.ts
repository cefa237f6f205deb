import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { machineNow } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Message } from './blocks/message.ts';
import { CALL_TIMEOUT_MS } from './connect.ts';
import { isMendable, type SlackFailure } from './failure.ts';
import { createFinder, type Author, type Findings, type Search } from './find-own.ts';
import { formsOf, isAboutBlocks } from './forms.ts';
import { withMarker, type Marked } from './marker.ts';
import { DEFAULT_PACE, TIER_3, type PaceLimits } from './pace.ts';
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

/** A new message's way. */
export interface Envelope {
  /** A conversation, or a person's id for their direct conversation with the app. */
  readonly channel: string;
  /** The stamp of the message in whose thread it goes. */
  readonly thread?: string | undefined;
  /** An opaque id by which the message can be found again; everyone in the workspace can read it. */
  readonly marker: string;
  /** Asked when its turn has come, just before each call; false keeps it from leaving. */
  readonly mayLeave: () => Promise<boolean>;
}

/** A message of ours that is there. */
export interface Address {
  readonly channel: string;
  readonly ts: string;
}

/** Sends messages once each; trying again is the caller's decision. */
export interface Sender {
  /** `withheld`: it was not to leave, or that was found out too late. */
  post(envelope: Envelope, message: Message): Promise<Delivery | { readonly kind: 'withheld' }>;
  /** Rewrites a message of ours, silently. */
  update(at: Address & { readonly marker: string }, message: Message): Promise<Delivery>;
  /** Takes a message of ours away; one that is gone already counts as taken away. */
  remove(at: Address): Promise<{ readonly kind: 'removed' } | Undelivered>;
  /** Finds messages of ours by their marker. */
  find(search: Search): Promise<Findings>;
  /** Finds the conversation in which a user reads our direct messages. */
  openDirect(
    slackUserId: string,
  ): Promise<{ readonly kind: 'opened'; readonly channel: string } | Undelivered>;
}

export interface SenderOptions {
  readonly log: Log;
  /** Who we are in the workspace: only messages of this author are ours. */
  readonly author: Author;
  /** The pace of new messages; the workspace's ceiling is not published, 300 a minute is a cautious guess. */
  readonly pace?: PaceLimits | undefined;
  /** The pace of everything else, a method each. */
  readonly otherPace?: PaceLimits | undefined;
  /** How long a call may take; a leave to go is worth no more after that. */
  readonly timeoutMs?: number | undefined;
}

const Posted = z.object({ channel: z.string(), ts: z.string() });
type Answer = z.infer<typeof Posted>;
const Opened = z.object({ channel: z.object({ id: z.string() }) });

const WITHHELD = { kind: 'done', value: undefined } as const;

/** A sender on the client that nobody waits for, at its own pace. */
export function createSender(client: WebClient, options: SenderOptions): Sender {
  const { log, author, pace = DEFAULT_PACE, otherPace = TIER_3, timeoutMs = CALL_TIMEOUT_MS } = options;
  const posts = createTurns(pace);
  const updates = createTurns(otherPace);
  const removals = createTurns(otherPace);
  const opens = createTurns(otherPace);
  return {
    async post({ channel, thread, marker, mayLeave }, message) {
      const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
      const attempt = await inForms<Answer | undefined>(message, { log, marker }, async (form) => {
        const tooEarly = await posts.take(channel);
        if (tooEarly !== undefined) return tooEarly;
        if (!(await inTime(mayLeave, timeoutMs))) return WITHHELD;
        return posts.make(async () => Posted.parse(await client.chat.postMessage({ ...where, ...form })));
      });
      return attempt.kind === 'done' && attempt.value === undefined
        ? { kind: 'withheld' }
        : delivered(attempt);
    },
    async update({ channel, ts, marker }, message) {
      const attempt = await inForms(message, { log, marker }, (form) =>
        updates.run(channel, async () => Posted.parse(await client.chat.update({ channel, ts, ...form }))),
      );
      return delivered(attempt);
    },
    async remove(at) {
      const attempt = await removals.run(at.channel, () => client.chat.delete({ ...at }));
      const isGone =
        attempt.kind === 'done' || (attempt.kind === 'refused' && attempt.error === 'message_not_found');
      return isGone ? { kind: 'removed' } : undelivered(attempt);
    },
    find: createFinder(client, { author, pace: otherPace }),
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

/** A process that was frozen between being let go and going must not go: others may have taken its place. */
async function inTime(mayLeave: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const asked = machineNow();
  return (await mayLeave()) && machineNow() - asked <= timeoutMs;
}

/** Tries simpler forms while Slack refuses the blocks: a refused form is certainly not there. */
async function inForms<T>(
  message: Message,
  { log, marker }: { readonly log: Log; readonly marker: string },
  send: (form: Marked) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  let last: Attempt<T> = { kind: 'refused', error: 'no_text', details: [] };
  for (const form of formsOf(message)) {
    last = await send(withMarker(form, marker));
    if (last.kind !== 'refused' || !isAboutBlocks(last.error)) break;
    log.warn({ error: last.error, details: last.details }, 'Slack refused the blocks of a message');
  }
  return last;
}

function delivered(attempt: Attempt<Answer | undefined>): Delivery {
  if (attempt.kind !== 'done') return undelivered(attempt);
  if (attempt.value === undefined) return { kind: 'unknown', reason: 'Slack named no message' };
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
