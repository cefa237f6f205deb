import type { Services } from '#feature.ts';
import { dayIn, type Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import { readPrivate } from './choice-store.ts';
import { namesOf, profileOf } from './names.ts';
import type { Circumstances } from './policy.ts';
import type { Wish } from './praise.ts';
import { countGiven } from './store.ts';

/** Who gives, and their day. */
export interface Giver {
  readonly id: string;
  readonly on: Day;
}

export function giverOf(call: {
  readonly actor: { readonly slackUserId: string };
  readonly timeZone: string;
  readonly now: Temporal.Instant;
}): Giver {
  return { id: call.actor.slackUserId, on: dayIn(call.timeZone, call.now) };
}

/** Everything that a praise hangs on, as things stand. @throws TryLater while Slack does not say. */
export async function readCircumstances(
  services: Services,
  wish: Wish,
  giver: Giver,
): Promise<Circumstances> {
  const { store, directory, channels } = services;
  const { people, channelId } = wish;
  const [nameOf, profiles, privately, readers, givenToday] = await Promise.all([
    namesOf(services, people),
    Promise.all(people.map((id) => profileOf(directory, id))),
    readPrivate(store, people),
    channelId === null ? undefined : channels?.readersOf(channelId),
    givenBefore(store, wish, giver),
  ]);
  const praised = people.map((id, at) => ({
    id,
    name: nameOf(id),
    isFullMember: profiles[at]?.isFullMember === true,
    isPrivate: privately.has(id),
  }));
  return { giverId: giver.id, praised, readers, givenToday };
}

/** How often they praised today, this one not counted. */
export function givenBefore(store: Store, wish: Wish, giver: Giver): Promise<number> {
  return countGiven(store, giver.id, { on: giver.on, besides: wish.id });
}
