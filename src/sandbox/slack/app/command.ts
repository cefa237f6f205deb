import type { Core } from '#sandbox/slack/core.ts';
import { giveAnswer } from '#sandbox/slack/app/answers.ts';
import { runBuiltIn } from '#sandbox/slack/app/built-in-commands.ts';
import { isEmptyAck, notice, outcomeOf, type Outcome } from '#sandbox/slack/app/outcomes.ts';
import { channelName, domainOf } from '#sandbox/slack/app/payloads.ts';
import { withIds } from '#sandbox/slack/app/typed-text.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';

interface Typed {
  readonly user: string;
  readonly channel: Channel;
  readonly command: string;
  readonly text: string;
}

/** A person typed a slash command. Resolves when the app has acknowledged, or has failed to. */
export async function sendCommand(
  core: Core,
  of: { user: string; channel: Channel; line: string },
): Promise<Outcome> {
  const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(of.line.trim()) ?? [];
  const typed: Typed = { user: of.user, channel: of.channel, command, text: text.trim() };
  const where = { user: of.user, channel: of.channel.id };
  if (await runBuiltIn(core, typed)) return { ok: true, ack: undefined };
  if (!isKnown(core, command)) {
    notice(core, where, `\`${command}\` is not a valid command. In Slack, only installed commands answer.`);
    return { ok: false, error: 'unknown_command' };
  }
  const payload = commandPayload(core, typed);
  const outcome = outcomeOf(
    await core.socket.deliver({ type: 'slash_commands', payload, acceptsResponse: true }),
  );
  if (!outcome.ok) notice(core, where, `${command} failed with the error "${outcome.error}"`);
  if (!outcome.ok || isEmptyAck(outcome.ack)) return outcome;
  const refused = giveAnswer(core, where, outcome.ack);
  if (refused === undefined) return outcome;
  notice(core, where, `${command} failed with the error "${refused}"`);
  return { ok: false, error: refused };
}

function isKnown(core: Core, command: string): boolean {
  if (core.rules.scopes && !core.grant.scopes.includes('commands')) return false;
  return core.commands.some((one) => one.command === command);
}

function commandPayload(core: Core, typed: Typed): object {
  const { user, channel, command } = typed;
  const declared = core.commands.find((one) => one.command === command);
  return {
    token: 'local',
    team_id: core.team.id,
    team_domain: domainOf(core),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user,
    user_name: core.workspace.people.get(user)?.name ?? user,
    command,
    text: declared?.shouldEscape ? withIds(core, typed.text) : typed.text,
    api_app_id: core.app.appId,
    is_enterprise_install: 'false',
    response_url: core.url() + core.responseUrls.issue({ user, channel: channel.id }),
    trigger_id: core.triggers.issue(user),
  };
}
