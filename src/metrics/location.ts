import { readPersonFacts } from '#ledger/person-facts.ts';
import type { Day } from '#lib/days.ts';
import { factOn } from '#model/placement.ts';
import type { Store } from '#store/store.ts';

/** Where a person is on a day, by the name the work calendar knows; '' where nothing is known. */
export async function readLocation(store: Store, personId: string, day: Day): Promise<string> {
  return (await readLocations(store, [personId], day)).get(personId) ?? '';
}

/** The same of several people, by id; who is nowhere known is left out. */
export async function readLocations(
  store: Store,
  personIds: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, string>> {
  const facts = await readPersonFacts(store, { kinds: ['location'], personIds });
  const byPerson = Map.groupBy(facts, ({ personId }) => personId);
  return new Map([...byPerson].map(([id, own]) => [id, factOn(own, day.toString())?.value ?? '']));
}
