import { z } from 'zod';
import { flag, pageSize } from '#sandbox/slack/api/fields.ts';
import { method, withoutScope, type Method } from '#sandbox/slack/api/method.ts';
import { paged } from '#sandbox/slack/api/paging.ts';
import type { Reply } from '#sandbox/slack/api/reply.ts';
import { readTarget } from '#sandbox/slack/api/targets.ts';
import { readScope, wireChannel } from '#sandbox/slack/api/wire-channel.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';

const Kinds = z
  .string()
  .default('public_channel')
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(z.array(z.enum(['public_channel', 'private_channel', 'im', 'mpim'])));

const Asked = z.object({
  types: Kinds,
  exclude_archived: flag,
  cursor: z.string().optional(),
  limit: pageSize,
});
type Asked = z.infer<typeof Asked>;

const list = method({
  name: 'conversations.list',
  token: 'bot',
  tier: 2,
  input: Asked,
  run: (core, input) => listed(core, input, () => true),
});

const ofUser = method({
  name: 'users.conversations',
  token: 'bot',
  tier: 3,
  input: Asked.extend({ user: z.string().optional() }),
  run: (core, input) =>
    listed(core, input, (channel) => channel.members.includes(input.user ?? core.app.botUserId)),
});

function listed(core: Core, asked: Asked, wanted: (channel: Channel) => boolean): Reply {
  const kinds = asked.types.flatMap(kindOf);
  for (const kind of kinds) {
    const refusal = withoutScope(core, readScope(kind));
    if (refusal) return refusal;
  }
  const channels = [...core.workspace.channels.values()].filter((channel) => {
    const visible = kinds.includes(channel.kind) && 'channel' in readTarget(core, channel.id);
    return visible && wanted(channel) && !(asked.exclude_archived && channel.isArchived);
  });
  return paged(
    'channels',
    channels.map((channel) => wireChannel(core, channel)),
    asked,
  );
}

function kindOf(type: 'public_channel' | 'private_channel' | 'im' | 'mpim'): Channel['kind'][] {
  if (type === 'public_channel') return ['public'];
  if (type === 'private_channel') return ['private'];
  return type === 'im' ? ['im'] : [];
}

export const conversationLists: readonly Method[] = [list, ofUser];
