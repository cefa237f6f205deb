import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { machineNow } from '#lib/clock.ts';
import { TryLater } from '#lib/errors.ts';
import type { SlackDirectory } from './directory.ts';
import { sortFailure } from './failure.ts';

const KEEP_MS = 10 * 60_000;

const Conversation = z.object({
  channel: z.object({
    is_ext_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
  }),
});

/** Why nothing of ours may be said to an audience; undefined when it may. */
export type AudienceCheck = (audience: string) => Promise<string | undefined>;

/**
 * Figures stay inside the company: not into channels shared with another one, not to guests, bots and deactivated
 * accounts. To be asked when a message is sent, since channels and people change.
 */
export function createAudienceCheck(client: WebClient, directory: SlackDirectory): AudienceCheck {
  const kept = new Map<string, { readonly problem: string | undefined; readonly until: number }>();
  return async (audience) => {
    const known = kept.get(audience);
    if (known !== undefined && known.until > machineNow()) return known.problem;
    const problem = isUserId(audience)
      ? await userProblem(directory, audience)
      : await channelProblem(client, audience);
    kept.set(audience, { problem, until: machineNow() + KEEP_MS });
    return problem;
  };
}

/** Whether an audience is a person rather than a conversation. */
export function isUserId(audience: string): boolean {
  return /^[UW]/.test(audience);
}

async function userProblem(directory: SlackDirectory, user: string): Promise<string | undefined> {
  const profile = await directory.profileOf(user);
  return profile.isFullMember ? undefined : 'the person is a guest, a bot or deactivated in Slack';
}

async function channelProblem(client: WebClient, channel: string): Promise<string | undefined> {
  try {
    const found = Conversation.parse(await client.conversations.info({ channel })).channel;
    const shared = found.is_ext_shared || found.is_pending_ext_shared;
    return shared ? 'the channel is shared with another company' : undefined;
  } catch (error) {
    const failure = sortFailure(error);
    // A channel that cannot be read cannot be written to either: Slack says so when the message is sent.
    if (failure.kind === 'refused') return undefined;
    throw new TryLater('the channel could not be looked up', { cause: error });
  }
}
