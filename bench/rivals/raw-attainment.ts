import { sql } from 'kysely';
import type { Period } from '#model/period.ts';
import type { Store } from '#store/store.ts';

/** The number alone, from raw rows: won amounts and quotas of one person in a period, without a ledger or a figure. */
export async function rawAttainment(store: Store, personId: string, { start, end }: Period): Promise<void> {
  const [from, to] = [start.toString(), end.toString()];
  await sql`
    select (
      select sum(amount) from ${store.table('opportunity')}
      where owner_id = ${personId} and is_won and not is_deleted and close_on >= ${from}::date and close_on < ${to}::date
    ) / (
      select sum(amount) from ${store.table('quota')}
      where person_id = ${personId} and metric = 'bookings' and start_on >= ${from}::date and end_on <= ${to}::date
    ) as attainment`.execute(store.db);
}
