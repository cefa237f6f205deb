import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** On which person's day an activity counted. */
export interface CountedDay {
  readonly owner_id: string;
  readonly counts_on: string;
}

/** The days on which these activities count at this moment; call it before and after a change. */
export async function countedDays(tx: Store, activityIds: readonly string[]): Promise<readonly CountedDay[]> {
  if (activityIds.length === 0) return [];
  const { rows } = await sql<CountedDay>`
    select distinct owner_id, counts_on from ${tx.table('activity')}
    where id = any(${[...activityIds]}::text[])
      and kind <> 'other' and owner_id is not null and counts_on is not null`.execute(tx.db);
  return rows;
}

/** Marks days to be counted again: the ones left as well as the ones moved to. */
export async function markDays(tx: Store, days: readonly CountedDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into ${tx.table('dirty_cell')} (person_id, day)
    select distinct person_id, day
    from unnest(${days.map((d) => d.owner_id)}::text[], ${days.map((d) => d.counts_on)}::date[]) as given (person_id, day)
    order by 1, 2
    on conflict do nothing`.execute(tx.db);
}
