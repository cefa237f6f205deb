import { readPersonFacts } from '#ledger/person-facts.ts';
import type { Day } from '#lib/days.ts';
import { factOn } from '#model/placement.ts';
import type { Store } from '#store/store.ts';

/** Where a person is on a day, by the name the work calendar knows; '' where nothing is known. */
export async function readLocation(store: Store, personId: string, day: Day): Promise<string> {
  const facts = await readPersonFacts(store, { kinds: ['location'], personIds: [personId] });
  return factOn(facts, day.toString())?.value ?? '';
}
