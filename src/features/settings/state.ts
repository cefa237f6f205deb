import { type Bounds, readBounds } from '#governor/bounds.ts';
import { type Choices, readChoices } from '#governor/choices.ts';
import { type Day, dayIn } from '#lib/days.ts';
import { type Topic, topicsFor } from '#model/attention.ts';
import type { Actor } from '#model/access.ts';
import type { Services } from '#feature.ts';

/** What a person gets at present, and between which bounds they may change it. */
export interface State {
  readonly topics: readonly Topic[];
  readonly choices: Choices;
  readonly bounds: Bounds;
  /** Where the person is. */
  readonly today: Day;
}

/** As it concerns them: of what only admins are told, only admins choose. */
export async function readState(
  topics: readonly Topic[],
  call: {
    readonly services: Services;
    readonly actor: Actor;
    readonly now: Temporal.Instant;
    readonly timeZone: string;
  },
): Promise<State> {
  const { store } = call.services;
  const [choices, bounds] = await Promise.all([
    readChoices(store, call.actor.slackUserId),
    readBounds(store),
  ]);
  return { topics: topicsFor(call.actor, topics), choices, bounds, today: dayIn(call.timeZone, call.now) };
}
