import type { Insertable } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import { toMinor } from './exact.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';

type Insert<T extends keyof Tables> = Insertable<Tables[T]>;

const LOADED_AT = '2010-01-01T00:00:00Z';

/** Writes an org's rows into the mirror as a first load would leave them, with every deal marked as changed. */
export async function mirrorOrg(store: Store, org: OrgTables): Promise<void> {
  await mirrorPeople(store, org);
  const deals = org.rows('Opportunity').map((row) => dealOf(row, org));
  await insertMany(store, 'opportunity', deals);
  await insertMany(
    store,
    'deal_state',
    deals.map((it) => stateOf(it, { at: it.modified_at, origin: 'history' })),
  );
  const changed = deals.map((it) => ({ object: 'opportunity', record_id: it.id }));
  await insertMany(store, 'changed_record', changed);
}

async function mirrorPeople(store: Store, org: OrgTables): Promise<void> {
  await insertMany(store, 'organization', [
    {
      id: '00D',
      name: 'Org',
      time_zone: org.zone,
      locale: 'en_US',
      fiscal_year_start_month: org.fiscalStartMonth,
      uses_start_date_as_fiscal_year_name: false,
      week_start: 1,
      is_sandbox: true,
      currency: org.currency,
    },
  ]);
  await insertMany(store, 'person', org.rows('User').map(personOf));
  await insertMany(store, 'assignment', org.rows('User').map(assignmentOf));
  await insertMany(store, 'role', org.rows('UserRole').map(nodeOf));
  await insertMany(store, 'territory', org.rows('Territory2').map(nodeOf));
  await insertMany(store, 'territory_assignment', org.rows('UserTerritory2Association').map(stayOf));
}

/** An Opportunity row as the mirror keeps it. */
export function dealOf(row: CsvRow, org: OrgTables): Insert<'opportunity'> {
  return {
    id: row['Id'] ?? '',
    name: row['Name'] ?? '',
    account_id: row['AccountId'] || null,
    owner_id: row['OwnerId'] || null,
    stage: row['StageName'] ?? '',
    amount: row['Amount'] ? toMinor(row['Amount'], org.decimals) : null,
    currency: row['CurrencyIsoCode'] || org.currency,
    probability: null,
    close_on: row['CloseDate'] ?? '',
    created_at: row['CreatedDate'] ?? LOADED_AT,
    is_closed: row['IsClosed'] === 'true',
    is_won: row['IsWon'] === 'true',
    is_deleted: row['IsDeleted'] === 'true',
    is_private: false,
    territory_id: row['Territory2Id'] || null,
    forecast_category: null,
    type: null,
    next_step: null,
    last_stage_change_at: null,
    modified_at: row['SystemModstamp'] ?? LOADED_AT,
  };
}

export function stateOf(
  deal: Insert<'opportunity'>,
  { at, origin }: { readonly at: string; readonly origin: 'history' | 'observed' },
): Insert<'deal_state'> {
  return {
    opportunity_id: deal.id,
    known_at: at,
    seq: 0,
    owner_id: deal.owner_id ?? null,
    stage: deal.stage,
    amount: deal.amount ?? null,
    currency: deal.currency,
    close_on: deal.close_on,
    is_closed: deal.is_closed,
    is_won: deal.is_won,
    is_deleted: deal.is_deleted,
    territory_id: deal.territory_id ?? null,
    origin,
  };
}

function personOf(row: CsvRow): Insert<'person'> {
  return {
    id: row['Id'] ?? '',
    email: (row['Email'] ?? '').toLowerCase(),
    name: row['Name'] ?? '',
    is_active: row['IsActive'] !== 'false',
    user_type: row['UserType'] ?? 'Standard',
    time_zone: row['TimeZoneSidKey'] ?? 'UTC',
    locale: 'en_US',
    title: null,
    manager_id: row['ManagerId'] || null,
    role_id: row['UserRoleId'] || null,
    created_at: LOADED_AT,
    modified_at: LOADED_AT,
  };
}

function assignmentOf(row: CsvRow): Insert<'assignment'> {
  return {
    person_id: row['Id'] ?? '',
    manager_id: row['ManagerId'] || null,
    role_id: row['UserRoleId'] || null,
    valid_from: '2010-01-01',
    valid_to: null,
  };
}

function nodeOf(row: CsvRow): Insert<'role'> {
  return {
    id: row['Id'] ?? '',
    name: row['Name'] ?? '',
    developer_name: row['DeveloperName'] || null,
    parent_id: null,
  };
}

function stayOf(row: CsvRow): Insert<'territory_assignment'> {
  const end = row['EndDate__c'];
  return {
    id: row['Id'] ?? '',
    person_id: row['UserId'] ?? '',
    territory_id: row['Territory2Id'] ?? '',
    valid_from: row['StartDate__c'] || '2010-01-01',
    valid_to: end ? Temporal.PlainDate.from(end).add({ days: 1 }).toString() : null,
  };
}

/** Inserts in parts: a statement takes 65,535 parameters at most. */
export async function insertMany<T extends keyof Tables>(
  store: Store,
  table: T,
  rows: readonly Insert<T>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 2000) {
    await store.db
      .insertInto(table)
      .values(rows.slice(from, from + 2000))
      .execute();
  }
}
