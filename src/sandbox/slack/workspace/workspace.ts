import type { Person } from '#sandbox/slack/options.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { createChanges, type Changes } from '#sandbox/slack/workspace/changes.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import type { Snapshot } from '#sandbox/slack/workspace/snapshot.ts';
import { createStamps, type Stamps } from '#sandbox/slack/workspace/stamps.ts';
import type { OpenView } from '#sandbox/slack/workspace/view.ts';
import type { Clock } from '#lib/clock.ts';

/** Everything the workspace remembers. Values are replaced, never changed in place. */
export interface Workspace {
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  /** By channel, oldest first. */
  readonly messages: Map<string, readonly Message[]>;
  /** By person: what only they see. Not kept over a restart, as in Slack. */
  readonly ephemeral: Map<string, readonly Message[]>;
  readonly homes: Map<string, OpenView>;
  /** By person: the open modals, the top one last. */
  readonly modals: Map<string, readonly OpenView[]>;
  /** By `person/channel`: the stamp of the last message read. */
  readonly read: Map<string, string>;
  readonly stamps: Stamps;
  readonly changes: Changes;
  nextViewId(): string;
  snapshot(): Snapshot;
}

interface Beginning {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly clock: Clock;
}

/** The workspace of a seed, with what an earlier run left. */
export function createWorkspace(beginning: Beginning, earlier: Snapshot | undefined): Workspace {
  let lastView = earlier?.lastView ?? 0;
  const workspace: Workspace = {
    people: new Map(beginning.people.map((person) => [person.id, person])),
    channels: joinChannels(beginning.channels, earlier?.channels ?? []),
    messages: groupBy(earlier?.messages ?? [], (message) => message.channel),
    ephemeral: new Map(),
    homes: new Map((earlier?.homes ?? []).map((view) => [view.user, view])),
    modals: groupBy(earlier?.modals ?? [], (view) => view.user),
    read: new Map(Object.entries(earlier?.read ?? {})),
    stamps: createStamps(beginning.clock, BigInt(earlier?.lastMicros ?? 0)),
    changes: createChanges(),
    nextViewId: () => `V${String(++lastView).padStart(8, '0')}`,
    snapshot: () => ({
      lastMicros: String(workspace.stamps.last()),
      lastView,
      channels: [...workspace.channels.values()],
      messages: [...workspace.messages.values()].flat(),
      homes: [...workspace.homes.values()],
      modals: [...workspace.modals.values()].flat(),
      read: Object.fromEntries(workspace.read),
    }),
  };
  return workspace;
}

/** The seed says what a channel is; an earlier run may have added members and direct conversations. */
function joinChannels(seeds: readonly Channel[], earlier: readonly Channel[]): Map<string, Channel> {
  const joined = new Map(earlier.map((channel) => [channel.id, channel]));
  for (const seed of seeds) {
    const members = new Set([...seed.members, ...(joined.get(seed.id)?.members ?? [])]);
    joined.set(seed.id, { ...seed, members: [...members] });
  }
  return joined;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, readonly T[]> {
  return Map.groupBy(items, keyOf);
}
