import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { aPerson, DANA, LI } from '../../test/features/small-company.ts';
import { settle } from '../../test/support/ledger-work.ts';

const CROWD = 475;

/** From now on every amount that is written is in this currency, as if the company had never had another. */
export async function otherCurrency(store: Store, currency: string): Promise<void> {
  if (currency === 'USD') return;
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name::text as table, column_name::text as column from information_schema.columns
    where table_schema = ${store.schema} and column_name in ('currency', 'original_currency')`.execute(
    store.db,
  );
  for (const { table, column } of rows) {
    const name = sql.id(store.schema, `in_${column}`);
    await sql`create or replace function ${name}() returns trigger language plpgsql as $$
      begin if new.${sql.id(column)} = 'USD' then new.${sql.id(column)} := ${sql.lit(currency)}; end if; return new; end $$`.execute(
      store.db,
    );
    await sql`create trigger ${sql.id(`in_${column}`)} before insert on ${store.table(table)}
      for each row execute function ${name}()`.execute(store.db);
  }
}

/** Quotas that somebody could reach; two have. */
export async function sensibleQuotas(store: Store): Promise<void> {
  await sql`update ${store.table('quota')} set amount = (case when person_id in (${DANA}, ${LI}) then 200000 else 1200000 end) + 50000 * version
    where metric = 'bookings'`.execute(store.db);
}

/** Several hundred report to Dana, each with a deal. */
export async function addCrowd(store: Store, now: Temporal.Instant): Promise<void> {
  const numbers = Array.from({ length: CROWD }, (_, at) => at);
  const idOf = (at: number) => `0050000000C${String(at).padStart(4, '0')}AAA`;
  const people = numbers.map((at) => aPerson({ id: idOf(at), name: `Crowd ${at}`, manager_id: DANA }));
  await store.db.insertInto('person').values(people).execute();
  const always = { role_id: null, valid_from: '2020-01-01', valid_to: null };
  await store.db
    .insertInto('assignment')
    .values(numbers.map((at) => ({ person_id: idOf(at), manager_id: DANA, ...always })))
    .execute();
  for (const table of ['opportunity', 'deal_state'])
    await copyDeals(store, { table, people: CROWD, own: table === 'opportunity' ? 'id' : 'opportunity_id' });
  await creditAnew(store, now);
}

/** One deal each, like those that there are. */
async function copyDeals(
  store: Store,
  { table, people, own }: { readonly table: string; readonly people: number; readonly own: string },
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select column_name::text as name from information_schema.columns
    where table_schema = ${store.schema} and table_name = ${table} and is_generated = 'NEVER'
      and is_identity = 'NO'`.execute(store.db);
  const columns = rows.map(({ name }) => name);
  const value = (name: string) => {
    if (name === own) return sql`'006000000C' || lpad(n::text, 5, '0') || 'AAA'`;
    if (name === 'owner_id') return sql`'0050000000C' || lpad(n::text, 4, '0') || 'AAA'`;
    return sql`d.${sql.id(name)}`;
  };
  await sql`
    insert into ${store.table(table)} (${sql.join(columns.map((name) => sql.id(name)))})
    select ${sql.join(columns.map(value))} from generate_series(0, ${people - 1}::int) n
    join ${store.table(table)} d on d.${sql.id(own)} = '006000000D' || lpad((n % 300)::text, 5, '0') || 'AAA'`.execute(
    store.db,
  );
}

/** Everybody but this one was never there. */
export async function leaveOne(store: Store, id: string, now: Temporal.Instant): Promise<void> {
  await sql`delete from ${store.table('person')} where id <> ${id}`.execute(store.db);
  for (const table of ['assignment', 'person_fact', 'territory_assignment', 'quota', 'identity_link'])
    await sql`delete from ${store.table(table)} where person_id <> ${id}`.execute(store.db);
  for (const table of ['opportunity', 'activity', 'deal_state'])
    await sql`delete from ${store.table(table)} where owner_id <> ${id}`.execute(store.db);
  for (const table of ['coaching_step', 'coaching_focus'])
    await sql`delete from ${store.table(table)}`.execute(store.db);
  await creditAnew(store, now);
}

/** Forgets what was credited and does it again. */
async function creditAnew(store: Store, now: Temporal.Instant): Promise<void> {
  for (const table of ['entry', 'cell', 'dirty_cell', 'fact'])
    await sql`delete from ${store.table(table)}`.execute(store.db);
  await sql`insert into ${store.table('changed_record')} (object, record_id)
    select 'opportunity', id from ${store.table('opportunity')} on conflict do nothing`.execute(store.db);
  await settle(store, now);
}
