import type { ScheduledMessage, ScheduledMessages, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import { mayEnter } from '#model/access.ts';
import type { Listed } from './views.ts';

/** All scheduled messages, list by list. */
export async function readAll(
  lists: readonly ScheduledMessages[],
  services: Services,
  now: Temporal.Instant,
): Promise<readonly Listed[]> {
  const all = await Promise.all(
    lists.map(async (list) => {
      const messages = await list.list(services, now);
      return messages.map((message) => ({ message, ref: refOf(list, message) }));
    }),
  );
  return all.flat();
}

/** The list and the message that a button names; the actor has to be let into what it holds. */
export function listOf(
  lists: readonly ScheduledMessages[],
  { value, actor }: { readonly value: string; readonly actor: Actor },
): { readonly list: ScheduledMessages; readonly id: string } {
  const at = value.indexOf('/');
  const list = at < 0 ? undefined : lists.find(({ id }) => id === value.slice(0, at));
  if (list === undefined || !mayEnter(actor, { permission: 'installer', shows: list.shows }))
    throw goneRefusal();
  return { list, id: value.slice(at + 1) };
}

export function goneRefusal(): Refusal {
  return new Refusal('That scheduled message is gone.', '/attain schedules shows those there are.');
}

function refOf({ id }: ScheduledMessages, message: ScheduledMessage): string {
  return `${id}/${message.id}`;
}
