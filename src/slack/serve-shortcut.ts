import type { RespondFn } from '@slack/bolt';
import { Refusal } from '#lib/errors.ts';
import { answer, isFirstDelivery, type Desk, type Origin } from './desk.ts';
import { requireUse } from './installation.ts';
import { ShortcutPayload, teamOf } from './payloads.ts';

/** Serves what somebody chose in the menu of a message. */
export async function serveShortcut<S>(desk: Desk<S>, body: unknown, respond?: RespondFn): Promise<void> {
  const payload = ShortcutPayload.parse(body);
  const { callback_id, channel, message, trigger_id, user } = payload;
  const teamId = teamOf(payload);
  if (!(await isFirstDelivery(desk, { teamId, key: `shortcut/${trigger_id}` }))) return;
  const origin: Origin = { teamId, userId: user.id, channelId: channel.id, triggerId: trigger_id, respond };
  await answer(desk, origin, async (call) => {
    const shortcut = desk.routes.shortcuts.find((one) => one.id === callback_id);
    if (shortcut === undefined)
      throw new Refusal('This is no longer in use.', '/attain help lists what you can ask.');
    requireUse(call.actor, shortcut, desk.log);
    const authorId = message.bot_id ? null : (message.user ?? null);
    return shortcut.run({ ...call, channelId: channel.id, messageTs: message.ts, authorId });
  });
}
