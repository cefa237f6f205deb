import { sql } from 'kysely';
import type { Day } from '#lib/days.ts';
import { managersOn } from '#ledger/managers-on.ts';
import { managersAbove } from '#model/policy/managers.ts';
import type { Store } from '#store/store.ts';

/** A company on a day: who may read whom goes by the managers of that day, corrections included. */
export interface CompanyDay {
  readonly store: Store;
  readonly day: Day;
}

interface NodeRow {
  readonly id: string;
  readonly manager_id: string | null;
  readonly is_active: boolean;
}

/** The managers with rights over each of these people that day, nearest first; leavers have none. */
export async function managersOf(
  { store, day }: CompanyDay,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const managed = managersOn(store, day);
  // UNION drops what was seen before, so that a circle of managers in Salesforce ends.
  const { rows } = await sql<NodeRow>`
    with recursive up(id) as (
      select unnest(${[...ids]}::text[])
      union
      select above.manager_id from up join ${managed} above on above.id = up.id where above.manager_id is not null
    )
    select up.id, own.manager_id, p.is_active from up
    join ${managed} own on own.id = up.id join ${store.table('person')} p on p.id = up.id`.execute(store.db);
  const tree = new Map(
    rows.map(({ id, manager_id, is_active }) => [id, { id, managerId: manager_id, isActive: is_active }]),
  );
  return new Map(ids.map((id) => [id, managersAbove(tree, id)]));
}
