import type { Store } from '#store/store.ts';
import type { Directory, Names } from './fact-value.ts';

/** Everyone and everything that a correction may name, by e-mail, name, developer name and id. */
export async function readDirectory(store: Store): Promise<Directory> {
  const [people, roles, territories] = await Promise.all([
    store.db.selectFrom('person').select(['id', 'email']).execute(),
    store.db.selectFrom('role').select(['id', 'name', 'developer_name']).execute(),
    store.db.selectFrom('territory').select(['id', 'name', 'developer_name']).execute(),
  ]);
  return {
    people: namesOf(people.map(({ id, email }) => ({ id, names: [id, email] }))),
    roles: namesOf(roles.map(nodeNames)),
    territories: namesOf(territories.map(nodeNames)),
  };
}

interface Named {
  readonly id: string;
  readonly names: readonly (string | null)[];
}

function nodeNames(row: {
  readonly id: string;
  readonly name: string;
  readonly developer_name: string | null;
}): Named {
  return { id: row.id, names: [row.id, row.name, row.developer_name] };
}

function namesOf(all: readonly Named[]): Names {
  const ids = new Map<string, Set<string>>();
  for (const { id, names } of all) {
    for (const name of names) {
      const key = (name ?? '').toLowerCase();
      if (key === '') continue;
      ids.set(key, (ids.get(key) ?? new Set<string>()).add(id));
    }
  }
  return new Map([...ids].map(([name, own]) => [name, [...own]]));
}
