import type { Core } from '#sandbox/slack/core.ts';

/** The whole workspace as plain JSON, for tests in another process. */
export function stateOf(core: Core): object {
  const { workspace } = core;
  const channels = [...workspace.channels.values()].map((channel) => ({
    ...channel,
    messages: workspace.messages.get(channel.id) ?? [],
  }));
  return {
    now: core.clock.now().toString(),
    connections: core.socket.connections(),
    people: [...workspace.people.values()],
    channels,
    ephemeral: [...workspace.ephemeral.values()].flat(),
    homes: [...workspace.homes.values()],
    modals: [...workspace.modals.values()].flat(),
  };
}
