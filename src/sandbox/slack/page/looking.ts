import type { Core } from '#sandbox/slack/core.ts';
import { must } from '#lib/errors.ts';
import type { Person } from '#sandbox/slack/options.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { openDirect } from '#sandbox/slack/workspace/conversations.ts';

/** What the page shows: a person, and the conversation or the Home they have open. */
export interface Looking {
  readonly core: Core;
  readonly viewer: Person;
  readonly place: { readonly kind: 'home' } | { readonly kind: 'channel'; readonly channel: Channel };
}

/** Reads `?as=` and `?in=`; what is unknown falls back to the installer and their liveliest channel. */
export function lookingAt(core: Core, query: { as: string | undefined; in: string | undefined }): Looking {
  const { people, channels } = core.workspace;
  const viewer = must(
    people.get(query.as ?? '') ?? people.get(core.installer) ?? [...people.values()][0],
    'a person',
  );
  if (query.in === 'home') return { core, viewer, place: { kind: 'home' } };
  const direct = openDirect(core.workspace, viewer.id, core.app.botUserId);
  const asked = channels.get(query.in ?? '');
  if (asked?.kind === 'im') return { core, viewer, place: { kind: 'channel', channel: direct } };
  const channel = asked?.members.includes(viewer.id) ? asked : liveliest(core, channelsOf(core, viewer));
  return { core, viewer, place: { kind: 'channel', channel: channel ?? direct } };
}

/** Where something was said last. */
function liveliest(core: Core, channels: readonly Channel[]): Channel | undefined {
  const lastSaid = ({ id }: Channel) => Number(core.workspace.messages.get(id)?.at(-1)?.ts ?? 0);
  return channels.toSorted((a, b) => lastSaid(b) - lastSaid(a))[0];
}

/** The channels a person is in, by name; direct conversations not among them. */
export function channelsOf(core: Core, viewer: Person): Channel[] {
  return [...core.workspace.channels.values()]
    .filter((channel) => channel.kind !== 'im' && channel.members.includes(viewer.id))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** People one can be: everyone with an account, by name. */
export function colleagues(core: Core): Person[] {
  return [...core.workspace.people.values()]
    .filter((person) => !person.isBot && !person.deleted)
    .toSorted((a, b) => a.realName.localeCompare(b.realName));
}

/** The address of a place, as a person. */
export function addressOf(viewer: Person, place: string): string {
  return `/?${new URLSearchParams({ as: viewer.id, in: place })}`;
}

export function seeingOf(looking: Looking, scope: string): Seeing {
  return { core: looking.core, viewer: looking.viewer, scope, entered: {} };
}
