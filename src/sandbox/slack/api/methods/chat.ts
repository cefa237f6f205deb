import { z } from 'zod';
import { jsonField } from '#sandbox/slack/api/fields.ts';
import { method, type Method } from '#sandbox/slack/api/method.ts';
import { fail, failWith, later, ok, type Reply } from '#sandbox/slack/api/reply.ts';
import { postTarget, readTarget } from '#sandbox/slack/api/targets.ts';
import { wireMessage } from '#sandbox/slack/app/payloads.ts';
import type { Core } from '#sandbox/slack/core.ts';
import { checkMessage } from '#sandbox/slack/rules/check.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { findMessage, post, whisper } from '#sandbox/slack/workspace/messages.ts';

const Words = z.object({
  channel: z.string().min(1),
  text: z.string().default(''),
  blocks: jsonField(z.array(Block)).default([]),
  thread_ts: z.string().optional(),
  metadata: jsonField(z.unknown()).optional(),
});
type Words = z.infer<typeof Words>;

const postMessage = method({
  name: 'chat.postMessage',
  token: 'bot',
  tier: 'none',
  scope: 'chat:write',
  input: Words,
  run(core, input) {
    const target = postTarget(core, input.channel);
    if ('refusal' in target) return target.refusal;
    const refusal = paceRefusal(core, target.channel) ?? wordsRefusal(core, input);
    if (refusal) return refusal;
    const message = post(core.workspace, target.channel.id, draftOf(core, input));
    return ok({ channel: target.channel.id, ts: message.ts, message: wireMessage(core, message) });
  },
});

const postEphemeral = method({
  name: 'chat.postEphemeral',
  token: 'bot',
  tier: 4,
  scope: 'chat:write',
  input: Words.extend({ user: z.string().min(1) }),
  run(core, input) {
    const target = postTarget(core, input.channel);
    if ('refusal' in target) return target.refusal;
    if (!target.channel.members.includes(input.user)) return fail('user_not_in_channel');
    const refusal = wordsRefusal(core, input);
    if (refusal) return refusal;
    const message = whisper(
      core.workspace,
      { user: input.user, channel: target.channel.id },
      draftOf(core, input),
    );
    return ok({ message_ts: message.ts });
  },
});

const getPermalink = method({
  name: 'chat.getPermalink',
  token: 'bot',
  tier: 'none',
  input: z.object({ channel: z.string(), message_ts: z.string() }),
  run(core, { channel, message_ts }) {
    const target = readTarget(core, channel);
    if ('refusal' in target) return target.refusal;
    if (!findMessage(core.workspace, channel, message_ts)) return fail('message_not_found');
    const permalink = `${core.url()}/archives/${channel}/p${message_ts.replace('.', '')}`;
    return ok({ channel, permalink });
  },
});

/** About one message a second and channel, after a short burst. */
function paceRefusal(core: Core, channel: Channel): Reply | undefined {
  if (!core.rules.rateLimits) return undefined;
  const { channelBurst: burst, channelPerSecond: perSecond, workspace } = core.limits;
  const seconds = core.pacing.take(`channel/${channel.id}`, { burst, perSecond });
  if (seconds > 0 || workspace === undefined) return seconds > 0 ? later(seconds) : undefined;
  const rate = { burst: workspace.burst, perSecond: workspace.perMinute / 60 };
  const wait = core.pacing.take('workspace', rate);
  return wait > 0 ? later(wait) : undefined;
}

function wordsRefusal(core: Core, input: Words): Reply | undefined {
  if (input.text === '' && input.blocks.length === 0) return fail('no_text');
  const rejection = checkMessage(core.rules, input);
  return rejection && failWith(rejection);
}

function draftOf(core: Core, input: Words) {
  const { text, blocks, metadata, thread_ts: threadTs } = input;
  return { author: core.app.botUserId, text, blocks, metadata, threadTs };
}

export const chatMethods: readonly Method[] = [postMessage, postEphemeral, getPermalink];
