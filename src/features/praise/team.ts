import { sql } from 'kysely';
import { managersOn } from '#ledger/managers-on.ts';
import type { Actor } from '#model/access.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import { LATELY_DAYS } from './praise.ts';

/** How often one of somebody's people was praised lately; by whom and what for is nobody else's. */
export interface TeamPraise {
  readonly name: string;
  readonly count: number;
}

/** Those who report today to the actor, or to somebody they stand in for, by name; whom Slack links to nobody is left out. */
export async function readTeamPraise(
  store: Store,
  { personId, standsInFor = [] }: Actor,
  now: Temporal.Instant,
): Promise<readonly TeamPraise[]> {
  const leads = [...(personId === null ? [] : [personId]), ...standsInFor];
  if (leads.length === 0) return [];
  const day = await companyDay(store, now);
  const since = day.subtract({ days: LATELY_DAYS }).toString();
  const { rows } = await sql<{ name: string; n: number }>`
    select p.name, count(distinct one.id)::int as n
    from ${managersOn(store, day)} own
    join ${store.table('person')} p on p.id = own.id and p.is_active
    join ${store.table('identity_link')} link on link.person_id = p.id
    left join ${store.table('praise')} one on one.praised_id = link.slack_user_id
      and one.taken_back_at is null and one.given_on >= ${since}::date
    where own.manager_id = any(${leads}::text[]) and own.id <> own.manager_id
    group by p.id, p.name
    order by p.name, p.id`.execute(store.db);
  return rows.map(({ name, n }) => ({ name, count: n }));
}
