import { sql } from 'kysely';
import { managersOn } from '#ledger/managers-on.ts';
import { type Actor, mayRead } from '#model/access.ts';
import { type CompanyDay, managersOf } from './managers.ts';

/** Somebody of a team. */
export interface Member {
  readonly id: string;
  readonly name: string;
}

/** Everyone below a manager today who is active and whose figures the actor may read, by name. */
export async function readableTeam(
  company: CompanyDay,
  actor: Actor,
  leadId: string,
): Promise<readonly Member[]> {
  const { store, day } = company;
  // UNION ends a circle of managers in Salesforce.
  const { rows } = await sql<Member>`
    with recursive team(id) as (
      select own.id from ${managersOn(store, day)} own where own.manager_id = ${leadId}
      union
      select own.id from ${managersOn(store, day)} own join team on own.manager_id = team.id
    )
    select p.id, p.name from team join ${store.table('person')} p on p.id = team.id
    where p.is_active and p.id <> ${leadId} order by p.name, p.id`.execute(store.db);
  const managers = await managersOf(
    company,
    rows.map(({ id }) => id),
  );
  return rows.filter(({ id }) => mayRead(actor, id, managers.get(id) ?? []));
}

/** Everyone to whom somebody active reports today. */
export async function leadsOn({ store, day }: CompanyDay): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ readonly id: string }>`
    select distinct own.manager_id as id from ${managersOn(store, day)} own
    join ${store.table('person')} p on p.id = own.id
    where p.is_active and own.manager_id is not null and own.manager_id <> own.id`.execute(store.db);
  return new Set(rows.map(({ id }) => id));
}

/** Those whose teams somebody may look after today: their own, and of whoever they stand in for. */
export async function teamsLedBy(
  company: CompanyDay,
  { personId, standsInFor = [] }: Pick<Actor, 'personId' | 'standsInFor'>,
): Promise<readonly string[]> {
  const leads = await leadsOn(company);
  const own = [...(personId === null ? [] : [personId]), ...standsInFor];
  return [...new Set(own)].filter((id) => leads.has(id));
}
