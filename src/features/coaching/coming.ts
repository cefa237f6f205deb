import type { Coming, OwnAsked, Services } from '#feature.ts';
import { dayIn, isBefore } from '#lib/days.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { mayReadNotes, readPair } from './pair.ts';
import { readFocusesOf } from './store.ts';
import { nameOf } from './words.ts';

/** The talks that somebody has planned with somebody else, for the two of them alone. */
export async function comingTalks(
  { store }: Services,
  { actor, now, timeZone }: OwnAsked,
): Promise<readonly Coming[]> {
  const { personId } = actor;
  if (personId === null) return [];
  const today = dayIn(timeZone, now);
  const planned = (await readFocusesOf(store, personId)).filter(
    (kept) => kept.state === 'planned' && mayReadNotes(actor, kept),
  );
  const other = (kept: (typeof planned)[number]) =>
    kept.coachId === personId ? kept.personId : kept.coachId;
  const people = await readPair(store, planned.map(other));
  return planned.flatMap((kept) => {
    const { sessionOn: on } = kept;
    if (on === undefined || isBefore(on, today)) return [];
    return [{ on, words: mrkdwn`your talk with ${nameOf(people.get(other(kept))?.name ?? 'a colleague')}` }];
  });
}
