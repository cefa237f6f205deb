import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** Everyone who is still there: leavers hold no place, while their results stay in the totals. */
export async function listedPeople(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.db.selectFrom('person').where('is_active', '=', true).select('id').execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Managers whose reports lead nobody. A team contains the teams below it, so a board of all of them would only show
 * the order of the hierarchy.
 */
export async function readFrontLine(store: Store): Promise<ReadonlySet<string>> {
  const person = store.table('person');
  const { rows } = await sql<{ id: string }>`
    with manager as (select distinct manager_id as id from ${person} where is_active and manager_id is not null)
    select id from manager
    where id not in (
      select above.manager_id from ${person} above join manager on manager.id = above.id
      where above.manager_id is not null
    )`.execute(store.db);
  return new Set(rows.map(({ id }) => id));
}
