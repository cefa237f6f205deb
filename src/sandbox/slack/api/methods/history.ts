import { z } from 'zod';
import { flag, pageSize } from '#sandbox/slack/api/fields.ts';
import { method, withoutScope, type Method } from '#sandbox/slack/api/method.ts';
import { paged } from '#sandbox/slack/api/paging.ts';
import { fail, type Reply } from '#sandbox/slack/api/reply.ts';
import { isMember, readTarget } from '#sandbox/slack/api/targets.ts';
import { wireMessage } from '#sandbox/slack/app/payloads.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';

const Asked = z.object({
  channel: z.string().min(1),
  cursor: z.string().optional(),
  limit: pageSize,
  oldest: z.string().default('0'),
  latest: z.string().default('9999999999'),
  inclusive: flag,
  include_all_metadata: flag,
});
type Asked = z.infer<typeof Asked>;

const history = method({
  name: 'conversations.history',
  token: 'bot',
  tier: 3,
  input: Asked,
  run: (core, input) =>
    read(core, input, (messages) => {
      const top = messages.filter(
        (message) => message.threadTs === undefined || message.threadTs === message.ts,
      );
      return top.toReversed();
    }),
});

const replies = method({
  name: 'conversations.replies',
  token: 'bot',
  tier: 3,
  input: Asked.extend({ ts: z.string().min(1) }),
  run: (core, input) =>
    read(core, input, (messages) =>
      messages.filter(({ ts, threadTs }) => ts === input.ts || threadTs === input.ts),
    ),
});

function read(core: Core, asked: Asked, choose: (messages: readonly Message[]) => readonly Message[]): Reply {
  const target = readTarget(core, asked.channel);
  if ('refusal' in target) return target.refusal;
  const family = { public: 'channels', private: 'groups', im: 'im' }[target.channel.kind];
  const refusal = withoutScope(core, `${family}:history`);
  if (refusal) return refusal;
  if (core.rules.channelMembership && !isMember(core, target.channel)) return fail('not_in_channel');
  const chosen = choose(core.workspace.messages.get(asked.channel) ?? []).filter(({ ts }) => {
    const [at, from, to] = [Number(ts), Number(asked.oldest), Number(asked.latest)];
    return asked.inclusive ? at >= from && at <= to : at > from && at < to;
  });
  const wired = chosen.map((message) =>
    wireMessage(core, asked.include_all_metadata ? message : { ...message, metadata: undefined }),
  );
  return paged('messages', wired, asked);
}

export const historyMethods: readonly Method[] = [history, replies];
