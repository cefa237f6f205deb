import type { Core } from '#sandbox/slack/core.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { join } from '#sandbox/slack/workspace/conversations.ts';
import { sendEvent } from './events.ts';

/** Somebody joins a channel, and the app is told. */
export async function joinChannel(core: Core, channel: Channel, user: string): Promise<void> {
  join(core.workspace, channel, user);
  const joined = { user, channel: channel.id, channel_type: channel.kind === 'private' ? 'G' : 'C' };
  await sendEvent(core, { type: 'member_joined_channel', ...joined, team: core.team.id });
}

/** A channel is shared with another company, or is no longer, and the app is told. */
export async function shareChannel(core: Core, channel: Channel, isShared: boolean): Promise<void> {
  core.workspace.channels.set(channel.id, { ...channel, isShared });
  core.workspace.changes.tell({ kind: 'channels' });
  const { id } = channel;
  if (isShared) await sendEvent(core, { type: 'channel_shared', connected_team_id: 'T0OTHER', channel: id });
  else
    await sendEvent(core, {
      type: 'channel_unshared',
      previously_connected_team_id: 'T0OTHER',
      channel: id,
      is_ext_shared: false,
    });
}
