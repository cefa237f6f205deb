import { sql, type RawBuilder } from 'kysely';
import {
  FOREVER,
  organisationOf,
  type Assignment,
  type Organisation,
  type Placement,
  type StandingCorrection,
  type TerritoryStay,
} from '#model/placement.ts';
import { must } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { standingCorrections, type Moment } from './corrections.ts';

/** The dated facts about these people and everyone who ever managed them, with all corrections as they are now. */
export async function loadOrganisation(store: Store, personIds: readonly string[]): Promise<Organisation> {
  return organisationKnown(store, { personIds, knownBefore: undefined });
}

/** The same with the corrections as they were before a moment; undefined for now. */
export async function organisationKnown(
  store: Store,
  { personIds, knownBefore }: { readonly personIds: readonly string[]; readonly knownBefore: Moment },
): Promise<Organisation> {
  if (personIds.length === 0) return organisationOf({ assignments: [], stays: [] });
  const corrections = await standingCorrections(store, knownBefore);
  const people = [...new Set([...personIds, ...corrections.flatMap(namedPeople)])];
  const assignments = await sql<Assignment>`
    with recursive above(id) as (
      select unnest(${people}::text[])
      union
      select a.manager_id from ${store.table('assignment')} a join above on a.person_id = above.id
      where a.manager_id is not null
    )
    select a.person_id as "personId", a.manager_id as "managerId", a.role_id as "roleId",
      a.valid_from as "from", coalesce(a.valid_to, ${FOREVER}::date) as "to"
    from ${store.table('assignment')} a join above on a.person_id = above.id`.execute(store.db);
  const stays = await sql<TerritoryStay>`
    select person_id as "personId", territory_id as "territoryId",
      valid_from as "from", coalesce(valid_to, ${FOREVER}::date) as "to"
    from ${store.table('territory_assignment')} where person_id = any(${personIds}::text[])`.execute(
    store.db,
  );
  return organisationOf({ assignments: assignments.rows, stays: stays.rows, corrections });
}

/** A manager named by a correction has managers too, whom no assignment of the person asked about leads to. */
function namedPeople({ kind, value }: StandingCorrection): readonly string[] {
  return kind === 'manager' && value !== '' ? [value] : [];
}

/** A placement whose chain of managers has its number in `lineage`: what entries and cells carry. */
export interface NumberedPlacement extends Placement {
  readonly lineageId: number;
}

/** The placements of these people over all time, new chains numbered. Call it in the ledger's turn. */
export async function numberedPlacements(
  store: Store,
  personIds: readonly string[],
): Promise<readonly NumberedPlacement[]> {
  if (personIds.length === 0) return [];
  const organisation = await loadOrganisation(store, personIds);
  const placements = personIds.flatMap((id) => organisation.placementsOf(id));
  const numbers = await numberOf(store, personIds, placements);
  return placements.map((it) => ({
    ...it,
    lineageId: must(numbers.get(chainKey(it)), 'a numbered lineage'),
  }));
}

/** Placements as a relation `p(person_id, from_on, to_on, lineage_id, role_id, territory_id)` for a FROM clause. */
export function placementRelation(placements: readonly NumberedPlacement[]): RawBuilder<unknown> {
  const column = <T>(pick: (it: NumberedPlacement) => T) => placements.map(pick);
  return sql`unnest(
    ${column((it) => it.personId)}::text[], ${column((it) => it.from)}::date[], ${column((it) => it.to)}::date[],
    ${column((it) => it.lineageId)}::integer[], ${column((it) => it.roleId)}::text[],
    ${column((it) => it.territoryId)}::text[]
  ) as p(person_id, from_on, to_on, lineage_id, role_id, territory_id)`;
}

type Chain = Pick<Placement, 'personId' | 'managers'>;

interface Numbered {
  readonly id: number;
  readonly person_id: string;
  readonly managers: readonly string[];
}

async function numberOf(
  store: Store,
  personIds: readonly string[],
  chains: readonly Chain[],
): Promise<ReadonlyMap<string, number>> {
  const lineage = store.table('lineage');
  const { rows: known } = await sql<Numbered>`
    select id, person_id, managers from ${lineage} where person_id = any(${personIds}::text[])`.execute(
    store.db,
  );
  const numbers = new Map(known.map(numbered));
  const missing = new Map(
    chains.map((it) => [chainKey(it), it] as const).filter(([key]) => !numbers.has(key)),
  );
  if (missing.size === 0) return numbers;
  const added = [...missing.values()];
  const { rows } = await sql<Numbered>`
    insert into ${lineage} (person_id, managers)
    select person_id, managers::jsonb
    from unnest(${added.map((it) => it.personId)}::text[], ${added.map((it) => JSON.stringify(it.managers))}::text[])
      as given(person_id, managers)
    returning id, person_id, managers`.execute(store.db);
  await countInTeams(
    store,
    rows.map((row) => row.id),
  );
  return new Map([...numbers, ...rows.map(numbered)]);
}

function numbered(row: Numbered): readonly [string, number] {
  return [chainKey({ personId: row.person_id, managers: row.managers }), row.id];
}

/** A lineage counts in the team of the person themself and of every manager above. */
async function countInTeams(store: Store, lineageIds: readonly number[]): Promise<void> {
  await sql`
    insert into ${store.table('lineage_manager')} (lineage_id, manager_id)
    select l.id, l.person_id from ${store.table('lineage')} l where l.id = any(${lineageIds}::integer[])
    union
    select l.id, m from ${store.table('lineage')} l, jsonb_array_elements_text(l.managers) m
    where l.id = any(${lineageIds}::integer[])`.execute(store.db);
}

function chainKey({ personId, managers }: Chain): string {
  return [personId, ...managers].join('<');
}
