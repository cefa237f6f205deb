import type { Core } from '#sandbox/slack/core.ts';
import { sendEvent } from '#sandbox/slack/app/events.ts';
import { notice } from '#sandbox/slack/app/outcomes.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { join, leave } from '#sandbox/slack/workspace/conversations.ts';

interface Typed {
  readonly user: string;
  readonly channel: Channel;
  readonly command: string;
  readonly text: string;
}

/** Slack's own `/invite @app` and `/remove @app`. True when the line was one of them. */
export async function runBuiltIn(core: Core, typed: Typed): Promise<boolean> {
  if (typed.command !== '/invite' && typed.command !== '/remove') return false;
  const where = { user: typed.user, channel: typed.channel.id };
  const named = typed.text.replace(/^@/, '').toLowerCase();
  if (named !== core.app.name && named !== core.app.displayName.toLowerCase()) {
    notice(core, where, `Only ${typed.command} @${core.app.name} is known here.`);
    return true;
  }
  if (typed.channel.kind === 'im') {
    notice(core, where, `${typed.command} works in channels.`);
    return true;
  }
  if (typed.command === '/remove') {
    leave(core.workspace, typed.channel, core.app.botUserId);
    notice(core, where, `${core.app.displayName} was removed from #${typed.channel.name}.`);
    return true;
  }
  join(core.workspace, typed.channel, core.app.botUserId);
  notice(core, where, `${core.app.displayName} was added to #${typed.channel.name}.`);
  const joined = {
    user: core.app.botUserId,
    channel: typed.channel.id,
    channel_type: 'C',
    inviter: typed.user,
  };
  await sendEvent(core, { type: 'member_joined_channel', ...joined, team: core.team.id });
  return true;
}
