import { sql, type RawBuilder } from 'kysely';
import type { Breakdown, Subject } from '#model/figure.ts';
import { teamId } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import type { Scope } from './question.ts';

/** What is shown for the deals that belong to no one. */
const NOBODY: Readonly<Record<Breakdown, string>> = {
  person: 'No owner',
  team: 'No team',
  role: 'No role',
  territory: 'No territory',
  company: 'Company',
};

export interface SubjectRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Whether the subject is shown even with nothing to show. */
  readonly listed: boolean;
}

/** Everyone a breakdown could be about. */
export function subjectsQuery(store: Store, scope: Scope): RawBuilder<SubjectRow> {
  switch (scope.by) {
    case 'person':
      return people(store, scope);
    case 'team':
      return managers(store, scope);
    case 'role':
    case 'territory':
      return sql<SubjectRow>`
        select id, coalesce(developer_name, name) as key, name, true as listed from ${store.table(scope.by)}`;
    case 'company':
      return sql<SubjectRow>`select 'all' as id, 'all' as key, ${NOBODY.company}::text as name, true as listed`;
  }
}

/**
 * Whom figures are shown of, by name: active standard users, people who manage someone in the period or today, named teams, every
 * role and territory, and besides them everyone in `found`, those with something to show. Asked about certain subjects:
 * exactly these.
 */
export function shownSubjects(
  rows: readonly SubjectRow[],
  { by, only }: Scope,
  found: ReadonlySet<string>,
): readonly Subject[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const listed = rows.filter((row) => row.listed).map((row) => row.id);
  // Who appears in no chain but their own manages nobody: that is no team.
  const teamless = (id: string) => by === 'team' && !known.has(id);
  const ids = [...(only ?? new Set([...listed, ...found]))].filter((id) => !teamless(id));
  return ids
    .map((id): Subject => {
      const row = known.get(id);
      return row ? { kind: by, id, key: row.key, name: row.name } : unnamed(by, id);
    })
    .toSorted(byName);
}

function people(store: Store, { only }: Scope): RawBuilder<SubjectRow> {
  const wanted = only ? sql`where id = any(${[...only]}::text[])` : sql``;
  return sql<SubjectRow>`
    select id, email as key, name, is_active and user_type = 'Standard' as listed
    from ${store.table('person')} ${wanted}`;
}

function managers(store: Store, { period }: Scope): RawBuilder<SubjectRow> {
  const assignment = store.table('assignment');
  return sql<SubjectRow>`
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
      union
      select value from ${store.table('fact_correction')}
      where kind = 'manager' and withdrawn_at is null and from_on < ${period.end.toString()}::date
        and (to_on is null or to_on > ${period.start.toString()}::date)
    )
    union all
    select distinct ${teamId('')} || value, value, value, true from ${store.table('fact_correction')}
    where kind = 'team' and value <> '' and withdrawn_at is null and from_on < ${period.end.toString()}::date
      and (to_on is null or to_on > ${period.start.toString()}::date)`;
}

function unnamed(kind: Breakdown, id: string): Subject {
  return { kind, id, key: id, name: id === '' ? NOBODY[kind] : `Unknown ${kind} ${id}` };
}

/** People without an owner come last; equal names in the order of their ids. */
function byName(a: Subject, b: Subject): number {
  if ((a.id === '') !== (b.id === '')) return a.id === '' ? 1 : -1;
  return a.name === b.name ? compare(a.id, b.id) : compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
