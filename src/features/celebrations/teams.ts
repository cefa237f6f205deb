import { sql } from 'kysely';
import { managersOn } from '#ledger/managers-on.ts';
import type { CompanyDay } from '#access/managers.ts';

/** Somebody who leads people today. */
export interface Manager {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Everyone who leads somebody today, and is there. */
export async function readManagers({ store, day }: CompanyDay): Promise<readonly Manager[]> {
  const { rows } = await sql<Manager>`
    select p.id, p.name, lower(p.email) as email from ${store.table('person')} p
    where p.is_active and p.id in (select manager_id from ${managersOn(store, day)} m)
    order by p.name, p.id`.execute(store.db);
  return rows;
}
