import { z } from 'zod';
import type { Core } from '#sandbox/slack/core.ts';
import type { ResponseTarget } from '#sandbox/slack/app/response-urls.ts';
import { checkMessage } from '#sandbox/slack/rules/check.ts';
import { Block, type Draft, type Message } from '#sandbox/slack/workspace/message.ts';
import { findMessage, post, remove, rewrite, whisper } from '#sandbox/slack/workspace/messages.ts';

/** What an app may answer to a command, or send to a response_url. */
const Answer = z.looseObject({
  text: z.string().optional(),
  blocks: z.array(Block).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.union([z.boolean(), z.stringbool()]).optional(),
  delete_original: z.union([z.boolean(), z.stringbool()]).optional(),
  thread_ts: z.string().optional(),
});
type Answer = z.infer<typeof Answer>;

/** Carries an answer out. Returns Slack's error code when it is refused. */
export function giveAnswer(core: Core, target: ResponseTarget, body: unknown): string | undefined {
  const parsed = Answer.safeParse(typeof body === 'string' ? { text: body } : body);
  if (!parsed.success) return 'invalid_payload';
  const answer = parsed.data;
  const original = originalOf(core, target);
  if (answer.delete_original) {
    if (original) remove(core.workspace, original);
    return original ? undefined : 'message_not_found';
  }
  if (!answer.text && !answer.blocks?.length) return 'no_text';
  const refusal = checkMessage(core.rules, { text: answer.text ?? '', blocks: answer.blocks ?? [] });
  if (refusal) return refusal.error;
  speak(core, { target, answer, original });
  return undefined;
}

function speak(
  core: Core,
  what: { target: ResponseTarget; answer: Answer; original: Message | undefined },
): void {
  const { target, answer, original } = what;
  const draft: Draft = {
    author: core.app.botUserId,
    text: answer.text ?? '',
    blocks: answer.blocks ?? [],
    threadTs: answer.thread_ts ?? original?.threadTs,
  };
  if (original && replaces(target, answer)) rewrite(core.workspace, original, draft);
  else if (answer.response_type === 'in_channel') post(core.workspace, target.channel, draft);
  else whisper(core.workspace, target, draft);
}

/** Slack replaces the message a button stands in unless it is told to add one. */
function replaces(target: ResponseTarget, answer: Answer): boolean {
  return target.message !== undefined && answer.replace_original === true;
}

function originalOf(core: Core, target: ResponseTarget): Message | undefined {
  if (!target.message) return undefined;
  const { ts } = target.message;
  if (!target.message.ephemeral) return findMessage(core.workspace, target.channel, ts);
  return core.workspace.ephemeral.get(target.user)?.find((message) => message.ts === ts);
}
