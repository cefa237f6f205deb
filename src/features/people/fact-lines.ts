import { readPersonFacts } from '#ledger/person-facts.ts';
import { FACT_KINDS, type PersonFact } from '#model/person-facts.ts';
import { EVER, FOREVER } from '#model/placement.ts';
import type { Store } from '#store/store.ts';

/** A fact in words: ids as names, days as people count them (the last day included). */
export interface FactLine {
  readonly kind: string;
  readonly value: string;
  /** '' = since ever. */
  readonly from: string;
  /** '' = until further notice. */
  readonly to: string;
}

/** All that holds for a person, after corrections; on one day where one is named. */
export async function readFactLines(
  store: Store,
  { personId, on }: { readonly personId: string; readonly on?: string | undefined },
): Promise<readonly FactLine[]> {
  const facts = await readPersonFacts(store, { kinds: FACT_KINDS, personIds: [personId] });
  const asked = on === undefined ? facts : facts.filter((it) => it.from <= on && on < it.to);
  return factLines(store, asked);
}

/** Facts with names instead of ids. */
export async function factLines(store: Store, facts: readonly PersonFact[]): Promise<readonly FactLine[]> {
  const names = await readValueNames(store, facts);
  return facts.map((fact) => ({
    kind: fact.kind,
    value: fact.value === '' ? 'none' : (names.get(`${fact.kind} ${fact.value}`) ?? fact.value),
    from: fact.from === EVER ? '' : fact.from,
    to: fact.to === FOREVER ? '' : Temporal.PlainDate.from(fact.to).subtract({ days: 1 }).toString(),
  }));
}

const TABLES = { manager: 'person', role: 'role', territory: 'territory' } as const;

async function readValueNames(
  store: Store,
  facts: readonly PersonFact[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const kind of ['manager', 'role', 'territory'] as const) {
    const ids = [...new Set(facts.filter((it) => it.kind === kind).map(({ value }) => value))];
    if (ids.length === 0) continue;
    const rows = await store.db
      .selectFrom(TABLES[kind])
      .select(['id', 'name'])
      .where('id', 'in', ids)
      .execute();
    for (const { id, name } of rows) names.set(`${kind} ${id}`, name);
  }
  return names;
}
