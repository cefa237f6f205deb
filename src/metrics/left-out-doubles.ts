import { sql } from 'kysely';
import { organisationKnown } from '#ledger/placements.ts';
import type { Store } from '#store/store.ts';
import type { LeftOut } from './left-out.ts';
import { subjectsOf } from './open-deals.ts';
import type { Scope } from './question.ts';
import { daysOf } from './source.ts';

interface Double {
  readonly recordId: string;
  readonly name: string;
  readonly ownerId: string;
  readonly day: string;
  readonly doubleOf: string;
}

/** Activities of the period that were logged twice, each with the one it repeats. */
export async function readDoubles(
  store: Store,
  { scope, kinds }: { readonly scope: Scope; readonly kinds: readonly string[] },
): Promise<readonly LeftOut[]> {
  const days = daysOf(scope, ['call']);
  const { rows } = await sql<Double>`
    select id as "recordId", coalesce(subject, id) as name, owner_id as "ownerId", counts_on as day,
      double_of as "doubleOf"
    from ${store.table('activity')}
    where double_of is not null and not is_deleted and kind = any(${[...kinds]}::text[])
      and counts_on >= ${days.from}::date and counts_on < ${days.to}::date
    order by id`.execute(store.db);
  const organisation = await organisationKnown(store, {
    personIds: [...new Set(rows.map((it) => it.ownerId))],
    knownBefore: scope.view.knownBefore,
  });
  return rows
    .filter((row) => {
      const day = Temporal.PlainDate.from(row.day);
      const place = { ownerId: row.ownerId, territoryId: null, closeOn: row.day };
      const then = { ...scope, view: { ...scope.view, day } };
      return subjectsOf(place, then, organisation).some((id) => scope.only?.has(id));
    })
    .map(({ recordId, name, doubleOf }) => ({
      recordId,
      name,
      reason: `logged twice, counted as ${doubleOf}`,
      group: 'logged twice',
    }));
}
