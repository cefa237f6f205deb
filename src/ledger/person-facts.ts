import { sql } from 'kysely';
import { correctedFacts, joinedFacts, type FactKind, type PersonFact } from '#model/person-facts.ts';
import { EVER, FOREVER, isNamedTeam, type Organisation, type Placement } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { readCorrections, type Moment } from './corrections.ts';
import { organisationKnown } from './placements.ts';

export interface FactsAsked {
  readonly kinds: readonly FactKind[];
  /** Everyone when undefined. */
  readonly personIds?: readonly string[] | undefined;
  /** Corrections as they were before a moment; as they are now when undefined. */
  readonly knownBefore?: Moment;
}

/**
 * What held for people and when, after corrections: for each person and kind, facts that never overlap, oldest first.
 * Days are ISO texts, EVER or FOREVER, `to` exclusive. Days of which nothing is known have no fact.
 */
export async function readPersonFacts(store: Store, asked: FactsAsked): Promise<readonly PersonFact[]> {
  const personIds = asked.personIds ?? (await everyone(store));
  if (personIds.length === 0) return [];
  const people = { ...asked, personIds, knownBefore: asked.knownBefore };
  return [...(await standing(store, people)), ...(await others(store, people))];
}

interface Asked {
  readonly kinds: readonly FactKind[];
  readonly personIds: readonly string[];
  readonly knownBefore: Moment;
}

const STANDING: Partial<Record<FactKind, (placement: Placement) => string>> = {
  manager: (it) => it.managers.find((id) => !isNamedTeam(id)) ?? '',
  role: (it) => it.roleId,
  territory: (it) => it.territoryId,
};

async function standing(store: Store, asked: Asked): Promise<readonly PersonFact[]> {
  const kinds = asked.kinds.filter((kind) => STANDING[kind] !== undefined);
  if (kinds.length === 0) return [];
  const organisation = await organisationKnown(store, asked);
  return asked.personIds.flatMap((id) => kinds.flatMap((kind) => standingFacts(organisation, id, kind)));
}

function standingFacts(organisation: Organisation, personId: string, kind: FactKind): readonly PersonFact[] {
  const valueOf = STANDING[kind];
  if (!valueOf) return [];
  const facts = organisation
    .placementsOf(personId)
    .map((it) => ({ personId, kind, value: valueOf(it), from: it.from, to: it.to }));
  return joinedFacts(facts).filter(({ value }) => value !== '');
}

async function others(
  store: Store,
  { kinds, personIds, knownBefore }: Asked,
): Promise<readonly PersonFact[]> {
  const own = kinds.filter((kind) => STANDING[kind] === undefined);
  if (own.length === 0) return [];
  const asked = new Set(personIds);
  const corrections = await readCorrections(store, { kinds: own, knownBefore });
  const { rows: learnt } = await sql<PersonFact>`
    select person_id as "personId", kind, value, coalesce(valid_to, ${FOREVER}::date) as "to",
      case when valid_from = '0001-01-01' then ${EVER}::date else valid_from end as "from"
    from ${store.table('person_fact')}
    where kind = any(${[...own]}::text[]) and person_id = any(${[...personIds]}::text[])
    order by person_id, kind, valid_from`.execute(store.db);
  return correctedFacts(
    learnt,
    corrections.filter((it) => asked.has(it.personId)),
  );
}

async function everyone(store: Store): Promise<readonly string[]> {
  const rows = await store.db.selectFrom('person').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
