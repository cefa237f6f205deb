import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import type { LeftOut } from './left-out.ts';
import type { Scope } from './question.ts';
import { daysOf, onlySubjects, teamJoin } from './source.ts';

interface Late {
  readonly recordId: string;
  readonly name: string;
  readonly countsOn: string;
  readonly cause: string | null;
}

/** Activities of the period that count in a later one, because this one was locked when they became known. */
export async function readCountedLater(
  store: Store,
  { scope, kinds }: { readonly scope: Scope; readonly kinds: readonly string[] },
): Promise<readonly LeftOut[]> {
  // Restated, they count where they are due.
  if (scope.basis === 'restated') return [];
  const days = daysOf(scope, ['call']);
  const within = (column: string) =>
    sql`(${sql.ref(column)} >= ${days.from}::date and ${sql.ref(column)} < ${days.to}::date)`;
  const { rows } = await sql<Late>`
    select s.activity_id as "recordId", coalesce(a.subject, s.activity_id) as name, max(s.counts_on) as "countsOn",
      max(s.cause) as cause
    from ${store.table('locked_activity')} s ${teamJoin(store, scope.by)}
    left join ${store.table('activity')} a on a.id = s.activity_id
    where s.kind = any(${[...kinds]}::text[]) and ${within('s.due_on')} and not ${within('s.counts_on')}
      ${onlySubjects(scope)}
    group by 1, 2, s.due_on having sum(s.n) > 0
    order by 1`.execute(store.db);
  return rows.map(({ recordId, name, countsOn, cause }) => ({
    recordId,
    name,
    reason: [`counted on ${countsOn} instead`, cause ?? ''].filter(Boolean).join(', '),
    group: 'counted in a later period, as this one was locked',
  }));
}
