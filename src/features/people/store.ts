import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Candidate } from './match-policy.ts';

export interface LinkCounts {
  readonly linked: number;
  /** Active people of Salesforce, whom a link would make sense for. */
  readonly people: number;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export async function countLinks(store: Store): Promise<LinkCounts> {
  const row = await activePeople(store)
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .select([sql<bigint>`count(*)`.as('people'), sql<bigint>`count(identity_link.person_id)`.as('linked')])
    .executeTakeFirstOrThrow();
  return { linked: Number(row.linked), people: Number(row.people) };
}

/** Active people without a link. */
export async function readUnlinked(store: Store): Promise<readonly Candidate[]> {
  const rows = await activePeople(store)
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .where('identity_link.person_id', 'is', null)
    .select(['person.id', 'person.name', 'person.email', 'person.username'])
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return rows.map(({ id, ...rest }) => ({ personId: id, ...rest }));
}

export async function peopleWithEmail(store: Store, email: string): Promise<readonly Named[]> {
  return activePeople(store)
    .where(sql`lower(person.email)`, '=', email)
    .select(['person.id', 'person.name', 'person.email'])
    .execute();
}

export async function readNames(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('person')
    .where('id', 'in', [...ids])
    .select(['id', 'name', 'email'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function activePeople(store: Store) {
  return store.db
    .selectFrom('person')
    .where('person.is_active', '=', true)
    .where('person.user_type', '=', 'Standard');
}
