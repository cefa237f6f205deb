import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import type { Workspace } from '#sandbox/slack/workspace/workspace.ts';

/** The direct conversation of a person with the app, begun when there is none. Its id follows from the person's. */
export function openDirect(workspace: Workspace, person: string, botUser: string): Channel {
  const id = `D${person}`;
  const known = workspace.channels.get(id);
  if (known) return known;
  const channel: Channel = {
    id,
    name: '',
    kind: 'im',
    topic: '',
    isShared: false,
    isArchived: false,
    members: [person, botUser],
    peer: person,
  };
  workspace.channels.set(id, channel);
  workspace.changes.tell({ kind: 'channels' });
  return channel;
}

/** A channel by id, `#name` or name. */
export function findChannel(workspace: Workspace, reference: string): Channel | undefined {
  const name = reference.replace(/^#/, '');
  return (
    workspace.channels.get(reference) ??
    [...workspace.channels.values()].find((channel) => channel.name === name)
  );
}

export function join(workspace: Workspace, channel: Channel, user: string): void {
  if (channel.members.includes(user)) return;
  workspace.channels.set(channel.id, { ...channel, members: [...channel.members, user] });
  workspace.changes.tell({ kind: 'channels' });
}

export function leave(workspace: Workspace, channel: Channel, user: string): void {
  workspace.channels.set(channel.id, {
    ...channel,
    members: channel.members.filter((member) => member !== user),
  });
  workspace.changes.tell({ kind: 'channels' });
}
