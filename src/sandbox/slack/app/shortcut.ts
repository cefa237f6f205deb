import { Refusal } from '#lib/errors.ts';
import { outcomeOf, type Outcome } from '#sandbox/slack/app/outcomes.ts';
import { channelName, interactionBase, wireMessage } from '#sandbox/slack/app/payloads.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { findMessage } from '#sandbox/slack/workspace/messages.ts';

/** A person chose an entry of the app in the menu of a message. Resolves when the app has acknowledged. */
export async function sendShortcut(
  core: Core,
  of: { user: string; channel: Channel; message: string; callback: string },
): Promise<Outcome> {
  const { user, channel } = of;
  const declared = core.shortcuts.find(({ callbackId }) => callbackId === of.callback);
  if (!declared) throw new Refusal(`no message menu has "${of.callback}"`);
  const message = findMessage(core.workspace, channel.id, of.message);
  if (!message || !channel.members.includes(user)) throw new Refusal(`${user} sees no message ${of.message}`);
  const path = core.responseUrls.issue({
    user,
    channel: channel.id,
    message: { ts: message.ts, ephemeral: false },
  });
  const payload = {
    ...interactionBase(core, 'message_action', user),
    callback_id: declared.callbackId,
    action_ts: core.workspace.stamps.next(),
    trigger_id: core.triggers.issue(user),
    response_url: core.url() + path,
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: wireMessage(core, message),
  };
  return outcomeOf(await core.socket.deliver({ type: 'interactive', payload, acceptsResponse: true }));
}
