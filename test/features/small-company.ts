import type { Insertable } from 'kysely';
import type { PersonTable } from '#store/mirror-tables.ts';
import type { Store } from '#store/store.ts';
import { emptyStore } from '../support/empty-store.ts';

const LONG_AGO = '2020-01-01T00:00:00Z';

/** Vera leads Dana, who leads Ana and Li; Otto is in another team. Calendar quarters, US dollars, Berlin. */
export const VERA = '005000000000VERAAA';
export const DANA = '005000000000DANAAA';
export const ANA = '005000000000ANA0AA';
export const LI = '005000000000LI00AA';
export const OTTO = '005000000000OTTOAA';

const PEOPLE = [
  { id: VERA, name: 'Vera Holt', manager_id: null },
  { id: DANA, name: 'Dana Cole', manager_id: VERA },
  { id: ANA, name: 'Ana Silva', manager_id: DANA },
  { id: LI, name: 'Li Wei', manager_id: DANA },
  { id: OTTO, name: 'Otto Kern', manager_id: null },
] as const;

export function aPerson(
  person: { id: string; name: string } & Partial<Insertable<PersonTable>>,
): Insertable<PersonTable> {
  return {
    email: `${person.name.toLowerCase().replaceAll(' ', '.')}@example.com`,
    is_active: true,
    user_type: 'Standard',
    time_zone: 'Europe/Berlin',
    locale: 'en_US',
    title: null,
    manager_id: null,
    role_id: null,
    created_at: LONG_AGO,
    modified_at: LONG_AGO,
    ...person,
  };
}

/** Fills a store, emptied before, with the organization and its five people. */
export async function smallCompany(store: Store): Promise<Store> {
  await emptyStore(store);
  await store.db
    .insertInto('organization')
    .values({
      id: '00D000000000001AAA',
      name: 'Example',
      time_zone: 'Europe/Berlin',
      locale: 'en_US',
      fiscal_year_start_month: 1,
      uses_start_date_as_fiscal_year_name: false,
      week_start: 1,
      is_sandbox: false,
      currency: 'USD',
    })
    .execute();
  await store.db.insertInto('person').values(PEOPLE.map(aPerson)).execute();
  await store.db
    .insertInto('assignment')
    .values(
      PEOPLE.map(({ id, manager_id }) => ({
        person_id: id,
        manager_id,
        role_id: null,
        valid_from: '2020-01-01',
        valid_to: null,
      })),
    )
    .execute();
  return store;
}
