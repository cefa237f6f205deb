import { isMember } from '#sandbox/slack/api/targets.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';

/** The scope that lets an app read about a conversation of this kind. */
export function readScope(kind: Channel['kind']): string {
  return { public: 'channels:read', private: 'groups:read', im: 'im:read' }[kind];
}

/** A conversation as the API shows it. */
export function wireChannel(core: Core, channel: Channel): object {
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      is_im: true,
      is_channel: false,
      user: channel.peer,
      is_archived: false,
      is_user_deleted: false,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.isArchived,
    is_member: isMember(core, channel),
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    num_members: channel.members.length,
    topic: { value: channel.topic },
  };
}
