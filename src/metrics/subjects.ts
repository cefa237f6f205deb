import { sql, type RawBuilder } from 'kysely';
import type { Subject } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import type { Scope } from './question.ts';

export const COMPANY: Subject = { kind: 'company', id: 'all', key: 'all', name: 'Company' };

/** What is shown for the deals that belong to no one. */
const NOBODY = {
  person: 'No owner',
  team: 'No team',
  role: 'No role',
  territory: 'No territory',
  company: 'Company',
} as const;

interface Row {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Whether the subject is shown even with nothing to show. */
  readonly listed: boolean;
}

/**
 * Whom a breakdown lists, by name: active standard users, people who manage someone in the period or today, every role
 * or territory; and besides them everyone in `found`, the subjects that have something to show.
 */
export async function readSubjects(
  store: Store,
  scope: Scope,
  found: ReadonlySet<string>,
): Promise<readonly Subject[]> {
  const { by, subjectIds } = scope;
  if (by === 'company') return [COMPANY];
  const { rows } = await listing(store, scope, subjectIds ?? [...found]).execute(store.db);
  const wanted = rows.filter((row) =>
    subjectIds ? subjectIds.includes(row.id) : row.listed || found.has(row.id),
  );
  const subjects = wanted.map(({ id, key, name }): Subject => ({ kind: by, id, key, name }));
  // A team is its manager's: the people who only appear in their own chain are no team.
  const unknown =
    by === 'team' ? [] : [...(subjectIds ?? found)].filter((id) => !rows.some((row) => row.id === id));
  return [...subjects.toSorted(byName), ...unknown.map((id) => unnamed(by, id))];
}

function listing(store: Store, scope: Scope, alsoIds: readonly string[]): RawBuilder<Row> {
  if (scope.by === 'person') return people(store, alsoIds);
  if (scope.by === 'team') return managers(store, scope);
  return sql<Row>`
    select id, coalesce(developer_name, name) as key, name, true as listed
    from ${store.table(scope.by)}`;
}

function people(store: Store, alsoIds: readonly string[]): RawBuilder<Row> {
  return sql<Row>`
    select id, email as key, name, is_active and user_type = 'Standard' as listed
    from ${store.table('person')}
    where is_active and user_type = 'Standard' or id = any(${[...alsoIds]}::text[])`;
}

function managers(store: Store, { period }: Scope): RawBuilder<Row> {
  const assignment = store.table('assignment');
  return sql<Row>`
    select id, email as key, name, true as listed
    from ${store.table('person')}
    where id in (
      select manager_id from ${store.table('person')} where manager_id is not null
      union
      select a.manager_id from (
        select *, row_number() over (partition by person_id order by valid_from) = 1 as first from ${assignment}
      ) a
      where a.manager_id is not null and (a.first or a.valid_from < ${period.end.toString()}::date)
        and (a.valid_to is null or a.valid_to > ${period.start.toString()}::date)
    )`;
}

function unnamed(kind: Subject['kind'], id: string): Subject {
  return { kind, id, key: id, name: id === '' ? NOBODY[kind] : `Unknown ${kind} ${id}` };
}

function byName(a: Subject, b: Subject): number {
  return a.name === b.name ? compare(a.id, b.id) : compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
