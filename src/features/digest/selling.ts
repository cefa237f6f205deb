import { sql } from 'kysely';
import type { CompanyDay } from '#access/managers.ts';
import { managersOn } from '#ledger/managers-on.ts';

/**
 * Of these managers, those of whose teams something could ever be said: they, or somebody below them, have or had a quota,
 * a deal, a part of one, or something done for a customer. Of all others a digest would be empty, week after week.
 */
export async function leadsWhoSell(
  { store, day }: CompanyDay,
  leads: readonly string[],
): Promise<ReadonlySet<string>> {
  if (leads.length === 0) return new Set();
  // UNION ends a circle of managers in Salesforce.
  const { rows } = await sql<{ readonly lead: string }>`
    with recursive managed as materialized (select * from ${managersOn(store, day)} own),
    team(lead, id) as (
      select lead, lead from unnest(${[...new Set(leads)]}::text[]) lead
      union
      select team.lead, managed.id from managed join team on managed.manager_id = team.id
    )
    select distinct team.lead from team
    where exists (select from ${store.table('quota')} q where q.person_id = team.id)
      or exists (select from ${store.table('opportunity')} d where d.owner_id = team.id and not d.is_deleted)
      or exists (select from ${store.table('entry')} e where e.person_id = team.id)
      or exists (select from ${store.table('activity')} a where a.owner_id = team.id and not a.is_deleted)`.execute(
    store.db,
  );
  return new Set(rows.map(({ lead }) => lead));
}
