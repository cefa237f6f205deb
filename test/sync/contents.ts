import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** What of each table must not depend on how it was read: live rows, and dated facts as they hold now. */
const VIEWS: Readonly<Record<string, string>> = {
  organization: 'true',
  fiscal_period: 'true',
  person: 'true',
  role: 'true',
  territory: 'true',
  account: 'not is_deleted',
  product: 'true',
  stage: 'true',
  opportunity: 'not is_deleted',
  line_item: 'not is_deleted',
  activity: 'not is_deleted',
  quota: 'true',
};

export type Contents = Readonly<Record<string, readonly string[]>>;

/** The store's mirror of Salesforce as comparable text. */
export async function contentsOf(store: Store): Promise<Contents> {
  const contents: Record<string, readonly string[]> = {};
  for (const [table, condition] of Object.entries(VIEWS)) {
    contents[table] = await lines(
      store,
      sql`select * from ${store.table(table)} where ${sql.raw(condition)}`,
    );
  }
  contents['assignment'] = await lines(
    store,
    sql`select person_id, manager_id, role_id from ${store.table('assignment')} where valid_to is null`,
  );
  contents['territory_assignment'] = await lines(
    store,
    sql`select id, person_id, territory_id from ${store.table('territory_assignment')} where valid_to is null`,
  );
  contents['opportunity_history'] = await lines(store, historyOfLiveDeals(store));
  contents['deal_state'] = await lines(store, latestStates(store));
  return contents;
}

function historyOfLiveDeals(store: Store) {
  return sql`
    select history.* from ${store.table('opportunity_history')} history
    join ${store.table('opportunity')} deal on deal.id = history.opportunity_id and not deal.is_deleted`;
}

/** The last state of each live deal, which has to be the deal as it is. */
function latestStates(store: Store) {
  return sql`
    select * from (
      select distinct on (opportunity_id) opportunity_id, owner_id, stage, amount, currency, close_on, is_closed, is_won,
        is_deleted, territory_id
      from ${store.table('deal_state')} order by opportunity_id, known_at desc, seq desc
    ) last where not is_deleted`;
}

async function lines(store: Store, query: ReturnType<typeof sql>): Promise<readonly string[]> {
  const { rows } = await sql<{
    line: string;
  }>`select to_jsonb(given)::text as line from (${query}) given order by 1`.execute(store.db);
  return rows.map(({ line }) => line);
}

/** Everything in the store, to the last column, except when objects were last read. */
export async function everythingIn(store: Store): Promise<Contents> {
  const tables = [
    ...Object.keys(VIEWS),
    'opportunity_history',
    'assignment',
    'territory_assignment',
    'deal_state',
    'sync_gap',
  ];
  const contents: Record<string, readonly string[]> = {};
  for (const table of [...tables, 'changed_record', 'dirty_cell']) {
    contents[table] = await lines(store, sql`select * from ${store.table(table)}`);
  }
  return contents;
}

/** Takes what the ledger would take: the records and days to look at again. */
export async function takeChanges(
  store: Store,
): Promise<{ readonly records: string[]; readonly days: string[] }> {
  const records = await sql<{ line: string }>`
    delete from ${store.table('changed_record')} returning object || ' ' || record_id as line`.execute(
    store.db,
  );
  const days = await sql<{ line: string }>`
    delete from ${store.table('dirty_cell')} returning person_id || ' ' || day as line`.execute(store.db);
  return {
    records: [...new Set(records.rows.map(({ line }) => line))].sort(),
    days: days.rows.map(({ line }) => line).sort(),
  };
}

/** The states of a deal, oldest first. */
export async function statesOf(store: Store, dealId: string) {
  return store.db
    .selectFrom('deal_state')
    .select([
      'known_at',
      'stage',
      'amount',
      'close_on',
      'is_closed',
      'is_won',
      'is_deleted',
      'owner_id',
      'origin',
    ])
    .where('opportunity_id', '=', dealId)
    .orderBy('known_at')
    .orderBy('seq')
    .execute();
}
