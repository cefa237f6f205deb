import { readPersonFacts } from '#ledger/person-facts.ts';
import type { Day } from '#lib/days.ts';
import { factOn } from '#model/placement.ts';
import type { Store } from '#store/store.ts';

/** Whether somebody is there today, and whether all of their quota is asked of them. */
export interface Presence {
  /** The day on which a leave that runs now ends, as ISO day or FOREVER; undefined for who is there. */
  readonly awayUntil: string | undefined;
  readonly isRamping: boolean;
}

export const THERE: Presence = { awayUntil: undefined, isRamping: false };

/** The presence of these people on a day, by id, in one reading; who is simply there may be left out. */
export async function readPresence(
  store: Store,
  { people, day }: { readonly people: readonly string[]; readonly day: Day },
): Promise<ReadonlyMap<string, Presence>> {
  const facts = await readPersonFacts(store, { kinds: ['leave', 'ramp'], personIds: people });
  const factsOf = Map.groupBy(facts, ({ personId }) => personId);
  return new Map(
    [...factsOf].map(([id, own]) => {
      const held = (kind: 'leave' | 'ramp') =>
        factOn(
          own.filter((fact) => fact.kind === kind),
          day.toString(),
        );
      const ramp = held('ramp');
      // A ramp of the whole is none.
      const isRamping = ramp !== undefined && Number(ramp.value) < 1;
      return [id, { awayUntil: held('leave')?.to, isRamping }];
    }),
  );
}
