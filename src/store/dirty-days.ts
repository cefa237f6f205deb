import { sql } from 'kysely';
import type { Store } from './store.ts';

/** A person's day. */
export interface PersonDay {
  readonly person_id: string;
  readonly day: string;
}

/** The days that wait to be summed afresh; they stay marked. */
export async function dirtyDays(tx: Store): Promise<readonly PersonDay[]> {
  return tx.db.selectFrom('dirty_cell').select(['person_id', 'day']).execute();
}

/** Marks days of people to be summed afresh. */
export async function markDirty(tx: Store, days: readonly PersonDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into ${tx.table('dirty_cell')} (person_id, day)
    select distinct person_id, day
    from unnest(${days.map((it) => it.person_id)}::text[], ${days.map((it) => it.day)}::date[]) as given (person_id, day)
    order by 1, 2
    on conflict do nothing`.execute(tx.db);
}
