import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/**
 * These people and everyone who was ever anywhere below them, as learnt or as once corrected: all whose chain of
 * managers may be another when theirs is.
 */
export async function peopleBelow(tx: Store, personIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below(id) as (
      select unnest(${[...personIds]}::text[])
      union
      select a.person_id from (
        select person_id, manager_id from ${tx.table('assignment')}
        union all
        select person_id, value from ${tx.table('fact_correction')} where kind = 'manager'
      ) a join below on a.manager_id = below.id
    )
    select id from below`.execute(tx.db);
  return rows.map((row) => row.id);
}
