import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';

/** How many messages in a conversation the person has not seen; their own do not count. */
export function unreadCount(core: Core, viewer: Person, channel: string): number {
  const seen = Number(core.workspace.read.get(`${viewer.id}/${channel}`) ?? 0);
  const messages = core.workspace.messages.get(channel) ?? [];
  return messages.filter((message) => message.author !== viewer.id && Number(message.ts) > seen).length;
}

/** The person has seen everything in a conversation. */
export function markRead(core: Core, viewer: Person, channel: string): void {
  const last = core.workspace.messages.get(channel)?.at(-1);
  if (!last || unreadCount(core, viewer, channel) === 0) return;
  core.workspace.read.set(`${viewer.id}/${channel}`, last.ts);
  core.workspace.changes.tell({ kind: 'read', user: viewer.id });
}
