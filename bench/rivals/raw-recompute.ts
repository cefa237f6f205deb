import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';

/** Days as ISO texts, half-open. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** A table in the form of the product's day cells, filled by the rivals; as many keys, none of the ledger. */
export async function createRivalCells(store: Store): Promise<void> {
  const table = store.table('rival_cell');
  await sql`drop table if exists ${table}`.execute(store.db);
  await sql`
    create table ${table} (
      person_id text, day date, measure text, manager_id text, role_id text, territory_id text, currency text,
      amount bigint, n bigint,
      primary key (person_id, day, measure, manager_id, role_id, territory_id, currency)
    )`.execute(store.db);
  await sql`create index on ${table} (measure, day)`.execute(store.db);
}

/** The plain rival: everything anew from raw rows. */
export async function recomputeAll(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await sql`truncate ${tx.table('rival_cell')}`.execute(tx.db);
    await insertCells(tx, { from: '-infinity', to: 'infinity' });
  });
}

/** The rival that keeps partitions by month: a changed row makes its month anew for everyone. */
export async function recomputeMonth(store: Store, month: Range): Promise<void> {
  await store.transaction(async (tx) => {
    await sql`
      delete from ${tx.table('rival_cell')} where day >= ${month.from}::date and day < ${month.to}::date`.execute(
      tx.db,
    );
    await insertCells(tx, month);
  });
}

async function insertCells(tx: Store, range: Range): Promise<void> {
  await sql`insert into ${tx.table('rival_cell')} ${dealCells(tx, range)} union all ${activityCells(tx, range)}`.execute(
    tx.db,
  );
}

function dealCells(tx: Store, { from, to }: Range): RawBuilder<unknown> {
  return sql`
    select o.owner_id, o.close_on, m.measure, a.manager_id, a.role_id, coalesce(o.territory_id, t.territory_id),
      m.currency, sum(m.amount)::bigint, count(*)
    from ${tx.table('opportunity')} o ${placement(tx, sql`o.owner_id`, sql`o.close_on`)}
    cross join lateral (values
      ('bookings', true, o.amount, o.currency), ('won', true, 1, ''), ('lost', false, 1, ''),
      ('cycle_days', true, o.close_on - (o.created_at at time zone (select time_zone from ${tx.table('organization')}))::date, '')
    ) m(measure, of_won, amount, currency)
    where o.is_closed and not o.is_deleted and o.is_won = m.of_won and m.amount is not null
      and o.close_on >= ${from}::date and o.close_on < ${to}::date
    group by 1, 2, 3, 4, 5, 6, 7`;
}

function activityCells(tx: Store, { from, to }: Range): RawBuilder<unknown> {
  return sql`
    select v.owner_id, v.counts_on, v.kind, a.manager_id, a.role_id, t.territory_id, '', count(*), count(*)
    from ${tx.table('activity')} v ${placement(tx, sql`v.owner_id`, sql`v.counts_on`)}
    where not v.is_deleted and v.kind <> 'other' and v.counts_on >= ${from}::date and v.counts_on < ${to}::date
    group by 1, 2, 3, 4, 5, 6`;
}

/** Where the owner stood on the day. */
function placement(tx: Store, owner: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    join ${tx.table('assignment')} a on a.person_id = ${owner} and ${day} >= a.valid_from
      and ${day} < coalesce(a.valid_to, 'infinity'::date)
    join ${tx.table('territory_assignment')} t on t.person_id = ${owner}`;
}
