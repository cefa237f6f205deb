import { sql, type Insertable } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import { readActivities } from './activities.ts';
import { toMinor } from './exact.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';
import { readQuotas } from './quotas.ts';

type Insert<T extends keyof Tables> = Insertable<Tables[T]>;

const LOADED_AT = '2010-01-01T00:00:00Z';

/** Writes an org's rows into the mirror as a first load would leave them, with everything marked as changed. */
export async function mirrorOrg(store: Store, org: OrgTables): Promise<void> {
  await mirrorPeople(store, org);
  const deals = org.rows('Opportunity').map((row) => dealOf(row, org));
  await insertMany(store, 'opportunity', deals);
  const states = deals.map((it) => stateOf(it, { at: it.modified_at, origin: 'history', seq: 1 }));
  await insertMany(store, 'deal_state', states);
  await markDeals(
    store,
    deals.map((it) => it.id),
  );
  await mirrorActivities(store, org);
  await insertMany(
    store,
    'quota',
    readQuotas(org).map((it, index) => ({
      person_id: it.personId,
      metric: 'bookings',
      start_on: it.start,
      end_on: it.end,
      amount: it.amount,
      currency: org.currency,
      source: 'salesforce' as const,
      source_id: String(index),
      known_at: LOADED_AT,
    })),
  );
}

/** Brings changed deals into the mirror as an incremental pull would. */
export async function mirrorDeals(
  store: Store,
  org: OrgTables,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Temporal.Instant },
): Promise<void> {
  const wanted = new Set(ids);
  const deals = org
    .rows('Opportunity')
    .filter((it) => wanted.has(it['Id'] ?? ''))
    .map((row) => dealOf(row, org));
  const { rows } = await sql<{ readonly id: string; readonly seq: number }>`
    select opportunity_id as id, max(seq) as seq from ${store.table('deal_state')}
    where opportunity_id = any(${[...ids]}::text[]) group by 1`.execute(store.db);
  const last = new Map(rows.map(({ id, seq }) => [id, seq]));
  await sql`delete from ${store.table('opportunity')} where id = any(${[...ids]}::text[])`.execute(store.db);
  await insertMany(store, 'opportunity', deals);
  await insertMany(
    store,
    'deal_state',
    deals.map((deal) =>
      stateOf(deal, { at: at.toString(), origin: 'observed', seq: (last.get(deal.id) ?? 0) + 1 }),
    ),
  );
  await markDeals(store, ids);
}

async function markDeals(store: Store, ids: readonly string[]): Promise<void> {
  await insertMany(
    store,
    'changed_record',
    ids.map((id) => ({ object: 'opportunity', record_id: id })),
  );
}

/** Makes the activities of the mirror those of the org, marking every day that any of them counts or counted on. */
export async function mirrorActivities(store: Store, org: OrgTables): Promise<void> {
  const activity = store.table('activity');
  const mark = () =>
    sql`
    insert into ${store.table('dirty_cell')} (person_id, day)
    select distinct owner_id, counts_on from ${activity} where counts_on is not null
    on conflict do nothing`.execute(store.db);
  await mark();
  await sql`delete from ${activity}`.execute(store.db);
  await insertMany(
    store,
    'activity',
    [...readActivities(org)].map((it) => ({
      id: it.id,
      source: 'task' as const,
      kind: it.kind,
      owner_id: it.owner,
      counts_on: it.day,
      record_id: null,
      account_id: null,
      subject: null,
      is_deleted: false,
      modified_at: LOADED_AT,
    })),
  );
  await mark();
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
  await insertMany(store, 'fiscal_period', org.rows('Period').map(periodOf));
  await insertMany(store, 'person', org.rows('User').map(personOf));
  await insertMany(store, 'assignment', org.rows('User').map(assignmentOf));
  await insertMany(store, 'role', org.rows('UserRole').map(nodeOf));
  await insertMany(store, 'territory', org.rows('Territory2').map(nodeOf));
  await insertMany(store, 'territory_assignment', org.rows('UserTerritory2Association').map(stayOf));
}

/** An Opportunity row as the mirror keeps it. */
function dealOf(row: CsvRow, org: OrgTables): Insert<'opportunity'> {
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

function stateOf(
  deal: Insert<'opportunity'>,
  { at, origin, seq }: { readonly at: string; readonly origin: 'history' | 'observed'; readonly seq: number },
): Insert<'deal_state'> {
  return {
    opportunity_id: deal.id,
    known_at: at,
    seq,
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

function periodOf(row: CsvRow): Insert<'fiscal_period'> {
  return {
    id: row['Id'] ?? '',
    type: 'quarter',
    number: Number(row['Number']),
    label: row['FullyQualifiedLabel'] ?? '',
    start_on: row['StartDate'] ?? '',
    end_on: Temporal.PlainDate.from(row['EndDate'] ?? '')
      .add({ days: 1 })
      .toString(),
    is_custom: true,
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
    valid_from: '0001-01-01',
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
    valid_from: row['StartDate__c'] || '0001-01-01',
    valid_to: end ? Temporal.PlainDate.from(end).add({ days: 1 }).toString() : null,
  };
}

/** Inserts in parts: a statement takes 65,535 parameters at most. */
async function insertMany<T extends keyof Tables>(
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
