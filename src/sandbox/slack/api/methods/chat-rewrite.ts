import { z } from 'zod';
import { jsonField } from '#sandbox/slack/api/fields.ts';
import { method, type Method } from '#sandbox/slack/api/method.ts';
import { fail, failWith, ok, type Reply } from '#sandbox/slack/api/reply.ts';
import { readTarget } from '#sandbox/slack/api/targets.ts';
import { wireMessage } from '#sandbox/slack/app/payloads.ts';
import type { Core } from '#sandbox/slack/core.ts';
import { checkMessage } from '#sandbox/slack/rules/check.ts';
import { Block, type Message } from '#sandbox/slack/workspace/message.ts';
import { findMessage, remove, rewrite } from '#sandbox/slack/workspace/messages.ts';

const Reference = z.object({ channel: z.string().min(1), ts: z.string().min(1) });

const update = method({
  name: 'chat.update',
  token: 'bot',
  tier: 3,
  scope: 'chat:write',
  input: Reference.extend({
    text: z.string().optional(),
    blocks: jsonField(z.array(Block)).optional(),
    metadata: jsonField(z.unknown()).optional(),
  }),
  run(core, input) {
    const own = ownMessage(core, input, 'cant_update_message');
    if ('refusal' in own) return own.refusal;
    const { text, blocks, metadata } = input;
    if (text === undefined && blocks === undefined) return fail('no_text');
    const rejection = checkMessage(core.rules, { text: text ?? '', blocks: blocks ?? [] });
    if (rejection) return failWith(rejection);
    // Left out, blocks and metadata stay as they were.
    const message = rewrite(core.workspace, own.message, {
      ...(text === undefined ? {} : { text }),
      ...(blocks === undefined ? {} : { blocks }),
      ...(metadata === undefined ? {} : { metadata }),
    });
    return ok({
      channel: input.channel,
      ts: message.ts,
      text: message.text,
      message: wireMessage(core, message),
    });
  },
});

const deleteMessage = method({
  name: 'chat.delete',
  token: 'bot',
  tier: 3,
  scope: 'chat:write',
  input: Reference,
  run(core, input) {
    const own = ownMessage(core, input, 'cant_delete_message');
    if ('refusal' in own) return own.refusal;
    remove(core.workspace, own.message);
    return ok({ channel: input.channel, ts: input.ts });
  },
});

type Own = { readonly message: Message } | { readonly refusal: Reply };

/** The app may change only what it has posted itself, and names a direct conversation by its D… id. */
function ownMessage(core: Core, at: z.infer<typeof Reference>, refused: string): Own {
  const target = readTarget(core, at.channel);
  if ('refusal' in target) return target;
  const message = findMessage(core.workspace, at.channel, at.ts);
  if (!message) return { refusal: fail('message_not_found') };
  return message.author === core.app.botUserId ? { message } : { refusal: fail(refused) };
}

export const rewriteMethods: readonly Method[] = [update, deleteMessage];
