import { sql } from 'kysely';
import type { CompanyDay } from '#access/managers.ts';
import { type CelebrationSpec, smallestOf } from './celebration.ts';
import { liveEntries } from './read-deals.ts';

const WEEKS = 4;

/** How many messages a week a channel would have had at most: one for each deal of the last four weeks that counts. */
export async function messagesPerWeek({ store, day }: CompanyDay, spec: CelebrationSpec): Promise<number> {
  const { minor, currency } = smallestOf(spec);
  const from = day.subtract({ weeks: WEEKS }).toString();
  const { rows } = await sql<{ deals: number }>`
    select count(*)::int as deals from (
      select e.record_id from ${liveEntries(store, sql`e.effective_on > ${from}::date and e.effective_on <= ${day.toString()}::date`)} e
      group by e.record_id
      having (${spec.teamId} = '' or bool_or(exists (
          select from ${store.table('lineage_manager')} m
          where m.lineage_id = e.lineage_id and m.manager_id = ${spec.teamId})))
        and (${minor}::bigint = 0 or sum(e.amount) filter (where e.measure = 'bookings' and e.currency = ${currency}) >= ${minor})
    ) d`.execute(store.db);
  return (rows[0]?.deals ?? 0) / WEEKS;
}
