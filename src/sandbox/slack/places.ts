import { Refusal } from '#lib/errors.ts';
import { blocksOf, type Place } from '#sandbox/slack/app/click.ts';
import { elementsIn } from '#sandbox/slack/app/elements.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { findChannel, openDirect } from '#sandbox/slack/workspace/conversations.ts';
import { stackOf } from '#sandbox/slack/workspace/views.ts';

/** A person by id, e-mail or handle. */
export function findPerson(core: Core, who: string): Person {
  const { people } = core.workspace;
  const wanted = who.toLowerCase();
  const found =
    people.get(who) ??
    [...people.values()].find((one) => one.email.toLowerCase() === wanted || one.name === who);
  if (!found) throw new Refusal(`nobody here is called "${who}"`);
  return found;
}

/** A channel by id or name; without a name, the person's direct conversation with the app. */
export function findPlace(core: Core, user: string | undefined, channel: string | undefined): Channel {
  if (channel === undefined && user !== undefined)
    return openDirect(core.workspace, user, core.app.botUserId);
  const found = findChannel(core.workspace, channel ?? '');
  if (!found) throw new Refusal(`there is no channel "${channel ?? ''}"`);
  return found;
}

interface Wanted {
  readonly action: string;
  readonly view?: string | undefined;
  readonly message?: string | undefined;
}

/** Where a person finds an element: in the view or message named, else the nearest that has it. */
export function findInteractive(core: Core, user: string, wanted: Wanted): Place {
  const places = visibleTo(core, user).filter((place) => {
    if (wanted.view !== undefined) return 'view' in place && place.view.id === wanted.view;
    if (wanted.message !== undefined) return 'message' in place && place.message.ts === wanted.message;
    return elementsIn(blocksOf(place)).some(({ element }) => element.action_id === wanted.action);
  });
  const [place] = places;
  if (!place) throw new Refusal(`${user} sees nothing with the action "${wanted.action}"`);
  return place;
}

/** Everything a person can press, the nearest first. */
function visibleTo(core: Core, user: string): Place[] {
  const { workspace } = core;
  const home = workspace.homes.get(user);
  const channels = [...workspace.channels.values()].filter((channel) => channel.members.includes(user));
  const messages = [
    ...channels.flatMap((channel) => workspace.messages.get(channel.id) ?? []),
    ...(workspace.ephemeral.get(user) ?? []),
  ].toSorted((a, b) => Number(b.ts) - Number(a.ts));
  return [
    ...stackOf(workspace, user)
      .toReversed()
      .map((view) => ({ view })),
    ...(home ? [{ view: home }] : []),
    ...messages.map((message) => ({ message })),
  ];
}
