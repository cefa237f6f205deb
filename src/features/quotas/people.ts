import { sql } from 'kysely';
import type { CompanyDay } from '#access/managers.ts';
import { managersOn } from '#ledger/managers-on.ts';
import type { Store } from '#store/store.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Everyone by e-mail. Where an e-mail was passed on, it is the active person's. */
export async function peopleByEmail(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const people = await store.db.selectFrom('person').select(['id', 'email', 'is_active']).execute();
  const byEmail = Map.groupBy(people, ({ email }) => email.toLowerCase());
  byEmail.delete('');
  return new Map(
    [...byEmail].map(([email, all]) => {
      const active = all.filter(({ is_active }) => is_active);
      return [email, (active.length > 0 ? active : all).map(({ id }) => id)];
    }),
  );
}

/** A person and everyone below them on a day, corrections heeded, by name, the person first. */
export async function subtreeOf({ store, day }: CompanyDay, personId: string): Promise<readonly Person[]> {
  const person = store.table('person');
  // UNION drops what was seen before, so that a circle of managers in Salesforce ends.
  const { rows } = await sql<Person>`
    with recursive below(id) as (
      select ${personId}::text
      union
      select p.id from ${managersOn(store, day)} p join below on p.manager_id = below.id
    )
    select p.id, p.name, p.email from below join ${person} p on p.id = below.id
    order by p.id <> ${personId}, p.name, p.id`.execute(store.db);
  return rows;
}

/** Everyone of these by id, with their names. */
export async function namesOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
