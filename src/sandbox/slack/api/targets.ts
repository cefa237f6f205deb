import { fail, type Reply } from '#sandbox/slack/api/reply.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { findChannel, openDirect } from '#sandbox/slack/workspace/conversations.ts';

export type Target = { readonly channel: Channel } | { readonly refusal: Reply };

/** Where a post goes: a channel, or a person's direct conversation; or why the app may not post there. */
export function postTarget(core: Core, reference: string): Target {
  const person = core.workspace.people.get(reference);
  if (person?.deleted) return { refusal: fail('user_disabled') };
  if (person) return { channel: openDirect(core.workspace, person.id, core.app.botUserId) };
  const channel = findChannel(core.workspace, reference);
  if (!channel || isHidden(core, channel)) return { refusal: fail('channel_not_found') };
  if (channel.isArchived) return { refusal: fail('is_archived') };
  const open = channel.kind === 'public' && core.grant.scopes.includes('chat:write.public');
  if (core.rules.channelMembership && !isMember(core, channel) && !open)
    return { refusal: fail('not_in_channel') };
  return { channel };
}

/** A conversation the app may read about; a private one that it is no member of does not exist for it. */
export function readTarget(core: Core, id: string): Target {
  const channel = core.workspace.channels.get(id);
  return channel && !isHidden(core, channel) ? { channel } : { refusal: fail('channel_not_found') };
}

export function isMember(core: Core, channel: Channel): boolean {
  return channel.members.includes(core.app.botUserId);
}

function isHidden(core: Core, channel: Channel): boolean {
  return core.rules.channelMembership && channel.kind !== 'public' && !isMember(core, channel);
}
