import { randomBytes } from 'node:crypto';
import type { Block, Draft, Message } from '#sandbox/slack/workspace/message.ts';
import type { Workspace } from '#sandbox/slack/workspace/workspace.ts';

/** Posts into a channel for everyone in it. */
export function post(workspace: Workspace, channel: string, draft: Draft): Message {
  const message = compose(workspace, channel, draft);
  workspace.messages.set(channel, [...(workspace.messages.get(channel) ?? []), message]);
  workspace.changes.tell({ kind: 'message', channel, ts: message.ts });
  return message;
}

/** Shows a message to one person alone. */
export function whisper(workspace: Workspace, to: { user: string; channel: string }, draft: Draft): Message {
  const message: Message = { ...compose(workspace, to.channel, draft), visibleTo: to.user };
  workspace.ephemeral.set(to.user, [...(workspace.ephemeral.get(to.user) ?? []), message]);
  workspace.changes.tell({ kind: 'ephemeral', ...to });
  return message;
}

/** Replaces a message's words; a public one is marked as edited. */
export function rewrite(workspace: Workspace, old: Message, patch: Partial<Draft>): Message {
  const edited = old.visibleTo === undefined ? { editedTs: workspace.stamps.next() } : {};
  const blocks = patch.blocks === undefined ? old.blocks : withBlockIds(patch.blocks);
  const message: Message = {
    ...old,
    ...patch,
    ...edited,
    blocks,
    replaced: old.blocks,
    edits: old.edits + 1,
  };
  replace(workspace, old, [message]);
  return message;
}

export function remove(workspace: Workspace, message: Message): void {
  replace(workspace, message, []);
}

export function findMessage(workspace: Workspace, channel: string, ts: string): Message | undefined {
  return workspace.messages.get(channel)?.find((message) => message.ts === ts);
}

/** Gives every block the id that Slack would have invented. */
export function withBlockIds(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.block_id ? block : { ...block, block_id: randomBytes(4).toString('base64url') },
  );
}

function compose(workspace: Workspace, channel: string, draft: Draft): Message {
  return { ...draft, channel, ts: workspace.stamps.next(), blocks: withBlockIds(draft.blocks), edits: 0 };
}

function replace(workspace: Workspace, old: Message, by: readonly Message[]): void {
  const place = old.visibleTo === undefined ? workspace.messages : workspace.ephemeral;
  const key = old.visibleTo ?? old.channel;
  const rest = place.get(key) ?? [];
  place.set(
    key,
    rest.flatMap((message) => (message.ts === old.ts ? by : [message])),
  );
  if (old.visibleTo === undefined)
    workspace.changes.tell({ kind: 'message', channel: old.channel, ts: old.ts });
  else workspace.changes.tell({ kind: 'ephemeral', user: old.visibleTo, channel: old.channel });
}
