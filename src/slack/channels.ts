import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { TryLater } from '#lib/errors.ts';
import { createMembership } from './audience-members.ts';
import type { SlackDirectory } from './directory.ts';
import { sortFailure } from './failure.ts';

/** Who reads a channel in which Attain is. */
export interface ChannelReaders {
  /** Active members of the company itself, by their Slack ids. */
  readonly people: readonly string[];
  readonly hasGuest: boolean;
  /** Shared with another company, offered to one, or read by somebody whom the workspace does not know. */
  readonly isExternal: boolean;
}

export interface SlackChannels {
  /** Undefined where Attain is not in the channel, or there is none. @throws TryLater while Slack does not say. */
  readersOf(channelId: string): Promise<ChannelReaders | undefined>;
  /** Where a message is read in Slack; undefined where Slack does not tell Attain. */
  linkTo(message: { readonly channelId: string; readonly ts: string }): Promise<string | undefined>;
}

const Conversation = z.object({
  channel: z.object({
    is_ext_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
    is_member: z.boolean().default(false),
    is_im: z.boolean().default(false),
    is_mpim: z.boolean().default(false),
    is_archived: z.boolean().default(false),
  }),
});
const Permalink = z.object({ permalink: z.url({ protocol: /^https?$/ }) });

/** Looks at channels for people who are about to have something said there. */
export function createChannels(client: WebClient, directory: SlackDirectory): SlackChannels {
  const membership = createMembership(client, directory);
  return {
    async readersOf(channelId) {
      try {
        const { channel } = Conversation.parse(await client.conversations.info({ channel: channelId }));
        if (!channel.is_member || channel.is_im || channel.is_mpim || channel.is_archived) return undefined;
        const { people, hasGuest, hasStranger } = await membership(channelId);
        const isExternal = channel.is_ext_shared || channel.is_pending_ext_shared || hasStranger;
        return { people, hasGuest, isExternal };
      } catch (error) {
        if (sortFailure(error).kind === 'refused') return undefined;
        throw new TryLater('the channel could not be looked up', { cause: error });
      }
    },
    async linkTo({ channelId, ts }) {
      try {
        const answer = await client.chat.getPermalink({ channel: channelId, message_ts: ts });
        return Permalink.parse(answer).permalink;
      } catch {
        // A link is a courtesy: what it belongs to is said without it.
        return undefined;
      }
    },
  };
}
