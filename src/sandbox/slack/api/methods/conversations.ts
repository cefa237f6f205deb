import { z } from 'zod';
import { flag, idList, pageSize } from '#sandbox/slack/api/fields.ts';
import { method, withoutScope, type Method } from '#sandbox/slack/api/method.ts';
import { paged } from '#sandbox/slack/api/paging.ts';
import { fail, ok } from '#sandbox/slack/api/reply.ts';
import { readTarget } from '#sandbox/slack/api/targets.ts';
import { readScope, wireChannel } from '#sandbox/slack/api/wire-channel.ts';
import { openDirect } from '#sandbox/slack/workspace/conversations.ts';

const open = method({
  name: 'conversations.open',
  token: 'bot',
  tier: 3,
  scope: 'im:write',
  input: z.object({
    users: idList.optional(),
    channel: z.string().optional(),
    return_im: flag,
    prevent_creation: flag,
  }),
  run(core, input) {
    const [user, ...others] = input.users ?? [core.workspace.channels.get(input.channel ?? '')?.peer ?? ''];
    if (others.length > 0)
      return fail('not_supported_here', { detail: 'the local Slack knows no group messages' });
    const person = core.workspace.people.get(user ?? '');
    if (!person) return fail('user_not_found');
    if (person.deleted) return fail('user_disabled');
    if (person.isBot) return fail('cannot_dm_bot');
    const known = core.workspace.channels.get(`D${person.id}`);
    if (!known && input.prevent_creation) return fail('channel_not_found');
    const channel = openDirect(core.workspace, person.id, core.app.botUserId);
    const whole = input.return_im ? wireChannel(core, channel) : { id: channel.id };
    return ok({ channel: whole, ...(known ? { no_op: true, already_open: true } : {}) });
  },
});

const info = method({
  name: 'conversations.info',
  token: 'bot',
  tier: 3,
  input: z.object({ channel: z.string().min(1) }),
  run(core, input) {
    const target = readTarget(core, input.channel);
    if ('refusal' in target) return target.refusal;
    const refusal = withoutScope(core, readScope(target.channel.kind));
    return refusal ?? ok({ channel: wireChannel(core, target.channel) });
  },
});

const members = method({
  name: 'conversations.members',
  token: 'bot',
  tier: 4,
  input: z.object({ channel: z.string().min(1), cursor: z.string().optional(), limit: pageSize }),
  run(core, input) {
    const target = readTarget(core, input.channel);
    if ('refusal' in target) return target.refusal;
    const refusal = withoutScope(core, readScope(target.channel.kind));
    return refusal ?? paged('members', target.channel.members, input);
  },
});

export const conversationMethods: readonly Method[] = [open, info, members];
