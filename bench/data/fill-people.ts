import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { idIn, PREFIX } from './ids.ts';
import { insertColumns } from './insert-columns.ts';
import { MANAGERS, NO_ONE, PEOPLE, REPS, ROLES, TERRITORIES, type People } from './people.ts';
import { FIRST_DAY, NOW, ZONE } from './timeline.ts';

/** Whole quarters of quota for every rep, in the smallest unit. */
const MONTHLY_QUOTA = 8_000_000;
const QUOTA_MONTHS = 41;

/** Writes the organization, its people with where they stood, and their quotas. */
export async function fillPeople(store: Store, people: People): Promise<void> {
  await store.db
    .insertInto('organization')
    .values({
      id: '00D000000000001EAA',
      name: 'Bench',
      time_zone: ZONE,
      locale: 'en_US',
      fiscal_year_start_month: 1,
      uses_start_date_as_fiscal_year_name: false,
      week_start: 1,
      is_sandbox: true,
      currency: 'USD',
    })
    .execute();
  await fillNodes(store);
  await fillPersons(store, people);
  await fillQuotas(store);
  await fillSyncState(store);
}

async function fillNodes(store: Store): Promise<void> {
  for (const [table, count] of [
    ['role', ROLES],
    ['territory', TERRITORIES],
  ] as const) {
    const id = idIn(PREFIX[table], sql`n`);
    await sql`
      insert into ${store.table(table)} (id, name, developer_name, parent_id)
      select ${id}, ${`${table} `} || n, ${table} || n, null from generate_series(0, ${sql.lit(count - 1)}) n`.execute(
      store.db,
    );
  }
}

async function fillPersons(store: Store, people: People): Promise<void> {
  const person = Int32Array.from({ length: PEOPLE }, (_, i) => i);
  const columns = { person, ...people };
  const id = idIn(PREFIX.person, sql`c.person`);
  const role = idIn(PREFIX.role, sql`c.role`);
  const first = sql`${FIRST_DAY.toString()}::date`;
  const moved = sql`(${first} + c."movedOn"::integer)`;
  await insertColumns(store, {
    into: sql`${store.table('person')} (id, email, name, is_active, user_type, time_zone, locale, title, manager_id,
      role_id, created_at, modified_at)`,
    columns,
    select: sql`select ${id}, 'person' || c.person || '@bench.example', 'Person ' || c.person, true, 'Standard',
      ${ZONE}, 'en_US', null, ${idIn(PREFIX.person, sql`c."laterManager"`)}, ${role},
      ${first}::timestamptz, ${first}::timestamptz`,
  });
  const assignment = sql`${store.table('assignment')} (person_id, manager_id, role_id, valid_from, valid_to)`;
  await insertColumns(store, {
    into: assignment,
    columns,
    select: sql`select ${id}, ${idIn(PREFIX.person, sql`c.manager`)}, ${role}, ${first},
      case when c."movedOn" >= 0 then ${moved} end`,
  });
  const movers = person.filter((it) => (people.movedOn[it] ?? NO_ONE) >= 0);
  const ofMovers = (values: ArrayLike<number>) => movers.map((it) => values[it] ?? 0);
  await insertColumns(store, {
    into: assignment,
    columns: {
      person: movers,
      laterManager: ofMovers(people.laterManager),
      role: ofMovers(people.role),
      movedOn: ofMovers(people.movedOn),
    },
    select: sql`select ${id}, ${idIn(PREFIX.person, sql`c."laterManager"`)}, ${role}, ${moved}, null`,
  });
  await insertColumns(store, {
    into: sql`${store.table('territory_assignment')} (id, person_id, territory_id, valid_from, valid_to)`,
    columns: { person, territory: people.territory },
    select: sql`select 'stay' || c.person, ${id}, ${idIn(PREFIX.territory, sql`c.territory`)}, ${first}, null`,
  });
}

async function fillQuotas(store: Store): Promise<void> {
  await sql`
    insert into ${store.table('quota')}
      (person_id, metric, start_on, end_on, amount, currency, source, source_id, known_at)
    select ${idIn(PREFIX.person, sql`p`)}, 'bookings', m.start, (m.start + interval '1 month')::date,
      ${sql.lit(MONTHLY_QUOTA)}, 'USD', 'salesforce', p || '-' || m.start, ${NOW.toString()}::timestamptz
    from generate_series(${sql.lit(MANAGERS)}, ${sql.lit(MANAGERS + REPS - 1)}) p,
      (select (${FIRST_DAY.toString()}::date + n * interval '1 month')::date as start
        from generate_series(0, ${sql.lit(QUOTA_MONTHS - 1)}) n) m`.execute(store.db);
}

/** Everything was read just now. */
async function fillSyncState(store: Store): Promise<void> {
  const objects = ['User', 'Opportunity', 'OpportunityHistory', 'Task', 'Event', 'ForecastingQuota'];
  await store.db
    .insertInto('sync_object')
    .values(
      objects.map((object) => ({
        object,
        state: 'ready' as const,
        watermark: NOW.toString(),
        resume: null,
        window_end: null,
        rows_read: 0n,
        described: null,
        error: null,
        finished_at: NOW.toString(),
      })),
    )
    .execute();
}
