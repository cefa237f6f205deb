import { sql } from 'kysely';
import type { PersonDay } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';

/** The days on which these activities count at this moment; call it before and after a change. */
export async function countedDays(tx: Store, activityIds: readonly string[]): Promise<readonly PersonDay[]> {
  if (activityIds.length === 0) return [];
  const { rows } = await sql<PersonDay>`
    select distinct owner_id as person_id, counts_on as day from ${tx.table('activity')}
    where id = any(${[...activityIds]}::text[])
      and kind <> 'other' and owner_id is not null and counts_on is not null`.execute(tx.db);
  return rows;
}
