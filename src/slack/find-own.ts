import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackFailure } from './failure.ts';
import type { PaceLimits } from './pace.ts';
import { createTurns, type Attempt } from './turns.ts';

/** Where messages of ours that carry a marker are looked for. */
export interface Search {
  readonly channel: string;
  /** The stamp of the message whose thread is read instead of the channel. */
  readonly thread?: string | undefined;
  readonly marker: string;
  /** None is older. */
  readonly since: Temporal.Instant;
  /** Where an earlier search was broken off: everything newer has been read. */
  readonly before?: string | undefined;
}

/** What a search found; stamps are oldest first. */
export type Findings =
  | { readonly kind: 'read'; readonly stamps: readonly string[] }
  /** Broken off: everything newer than `before` has been read, the rest may be after `waitSeconds`. */
  | {
      readonly kind: 'partly';
      readonly stamps: readonly string[];
      readonly before: string | undefined;
      readonly waitSeconds: number;
      readonly reason: string;
    }
  /** The conversation may not be read by us. */
  | { readonly kind: 'closed'; readonly reason: string };

/** Who we are as an author: anyone can copy a marker, but not post in our name. */
export interface Author {
  readonly botId: string;
  readonly botUserId: string;
}

/** Slack gives some apps 15 rows whatever is asked. */
const ROWS = 200;
const PAGES_AT_ONCE = 20;
const LATER_SECONDS = 15;
/** Refusals that a new token ends: to be asked again, while all others mean that we may not read there. */
const TOKEN_TROUBLE = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

const Row = z.object({
  ts: z.string(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  metadata: z
    .object({ event_payload: z.object({ id: z.unknown() }).loose().nullish() })
    .loose()
    .nullish(),
  blocks: z.array(z.object({ block_id: z.string().nullish() }).loose()).nullish(),
});
type Row = z.infer<typeof Row>;

const Page = z.object({
  messages: z.array(Row).default([]),
  has_more: z.boolean().default(false),
  response_metadata: z
    .object({ next_cursor: z.string().default('') })
    .loose()
    .nullish(),
});
type Page = z.infer<typeof Page>;

/** Searches conversations for our own messages, page by page at Slack's pace. */
export function createFinder(
  client: WebClient,
  { author, pace }: { readonly author: Author; readonly pace: PaceLimits },
): (search: Search) => Promise<Findings> {
  const turns = createTurns({ ...pace, channelSpacing: 0 });
  return async (search) => {
    const stamps: string[] = [];
    let { before } = search;
    let cursor = '';
    for (let page = 0; page < PAGES_AT_ONCE; page++) {
      const attempt = await turns.run(search.channel, async () =>
        readPage(client, search, { before, cursor }),
      );
      if (attempt.kind !== 'done') return brokenOff(attempt, { stamps, before });
      stamps.push(
        ...attempt.value.messages.filter((row) => isMarked(row, search.marker, author)).map(({ ts }) => ts),
      );
      cursor = attempt.value.response_metadata?.next_cursor ?? '';
      if (!attempt.value.has_more) return { kind: 'read', stamps: stamps.toSorted() };
      // A channel is read from its newest message back, a thread from its first one on.
      if (search.thread === undefined) before = attempt.value.messages.at(-1)?.ts ?? before;
    }
    return {
      kind: 'partly',
      stamps: stamps.toSorted(),
      before,
      waitSeconds: LATER_SECONDS,
      reason: 'there is much to read',
    };
  };
}

async function readPage(
  client: WebClient,
  { channel, thread, since }: Search,
  { before, cursor }: { readonly before: string | undefined; readonly cursor: string },
): Promise<Page> {
  const range = { channel, oldest: stampOf(since), limit: ROWS, include_all_metadata: true };
  const answer =
    thread === undefined
      ? await client.conversations.history({ ...range, ...(before === undefined ? {} : { latest: before }) })
      : await client.conversations.replies({ ...range, ts: thread, ...(cursor === '' ? {} : { cursor }) });
  return Page.parse(answer);
}

function brokenOff(
  failure: Exclude<Attempt<Page>, { kind: 'done' }>,
  { stamps, before }: { readonly stamps: readonly string[]; readonly before: string | undefined },
): Findings {
  if (failure.kind === 'refused' && !TOKEN_TROUBLE.has(failure.error))
    return { kind: 'closed', reason: failure.error };
  const waitSeconds = failure.kind === 'limited' ? failure.waitSeconds : LATER_SECONDS;
  return { kind: 'partly', stamps: stamps.toSorted(), before, waitSeconds, reason: reasonOf(failure) };
}

function reasonOf(failure: SlackFailure): string {
  if (failure.kind === 'limited') return 'Slack asks to wait';
  return failure.kind === 'refused' ? failure.error : failure.reason;
}

function isMarked(row: Row, marker: string, { botId, botUserId }: Author): boolean {
  const isOurs = (botId !== '' && row.bot_id === botId) || row.user === botUserId;
  return isOurs && (row.metadata?.event_payload?.id === marker || row.blocks?.at(-1)?.block_id === marker);
}

/** A moment as Slack writes it: seconds with six decimals. */
function stampOf(moment: Temporal.Instant): string {
  const micros = moment.epochNanoseconds / 1_000n;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`;
}
