import type { Core } from '#sandbox/slack/core.ts';
import { fullState } from '#sandbox/slack/app/entries.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import type { OpenView } from '#sandbox/slack/workspace/view.ts';

/** The fields that every interaction payload carries. */
export function interactionBase(core: Core, type: string, user: string): object {
  const name = core.workspace.people.get(user)?.name ?? user;
  return {
    type,
    team: { id: core.team.id, domain: domainOf(core) },
    user: { id: user, username: name, name, team_id: core.team.id },
    api_app_id: core.app.appId,
    token: 'local',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A view as the app gets it back, with `state.values`. */
export function wireView(core: Core, view: OpenView): object {
  const { content } = view;
  return {
    ...content,
    id: view.id,
    team_id: core.team.id,
    app_id: core.app.appId,
    bot_id: core.app.botId,
    title: content.title ?? { type: 'plain_text', text: 'View Title' },
    submit: content.submit ?? null,
    close: content.close ?? null,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_installed_team_id: core.team.id,
    state: { values: fullState(content.blocks, view.values) },
  };
}

/** A message as methods and payloads show it. */
export function wireMessage(core: Core, message: Message): object {
  const byApp = message.author === core.app.botUserId;
  return {
    type: 'message',
    user: message.author,
    ts: message.ts,
    team: core.team.id,
    text: message.text,
    ...(byApp ? { bot_id: core.app.botId, app_id: core.app.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.author, ts: message.editedTs } }),
  };
}

export function channelName(channel: Channel): string {
  return channel.kind === 'im' ? 'directmessage' : channel.name;
}

export function domainOf(core: Core): string {
  return core.team.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
