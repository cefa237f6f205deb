import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOLDINGS } from '#app/personal-data.ts';
import { FEATURES } from '#features.ts';
import { searchedTables } from '#store/identity-search.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';

/** Types of columns that are searched for people, and those that can name nobody. */
const SEARCHED = ['text', 'character varying', 'jsonb'];
const SILENT = [
  'boolean',
  'integer',
  'bigint',
  'numeric',
  'date',
  'timestamp with time zone',
  'double precision',
];

describe('what is held about people', () => {
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    const migrations = Object.assign({}, ...FEATURES.map((feature) => feature.migrations ?? {}));
    database = await openTestDatabase({ migrations });
    store = await database.installation(freshInstallationId());
  }, 60_000);
  afterAll(() => database.close());

  async function columns() {
    const { rows } = await sql<{ table: string; column: string; type: string }>`
      select table_name::text as table, column_name::text as column, data_type::text as type
      from information_schema.columns where table_schema = ${store.schema}`.execute(store.db);
    return rows;
  }

  it('is said of every table, in src/store/identity-holdings.ts or by the feature that owns it', async () => {
    const tables = [...new Set((await columns()).map(({ table }) => table))];
    expect(tables.filter((table) => !Object.hasOwn(HOLDINGS, table))).toEqual([]);
    expect(Object.keys(HOLDINGS).filter((table) => !tables.includes(table))).toEqual([]);
  });

  it('is in columns that copies and erasure look through', async () => {
    const unknown = (await columns()).filter(({ type }) => ![...SEARCHED, ...SILENT].includes(type));
    expect(unknown).toEqual([]);
    const seen = new Map((await searchedTables(store)).map(({ name, columns: all }) => [name, all]));
    const missed = (await columns()).filter(
      ({ table, column, type }) =>
        SEARCHED.includes(type) && !seen.get(table)?.some(({ name }) => name === column),
    );
    expect(missed).toEqual([]);
  });

  it('names columns that are there as those that say whose a row is', async () => {
    const known = new Set((await columns()).map(({ table, column }) => `${table}.${column}`));
    const named = Object.entries(HOLDINGS).flatMap(([table, holding]) =>
      [...(holding?.owners ?? []), ...Object.keys(holding?.blank ?? {})].map(
        (column) => `${table}.${column}`,
      ),
    );
    expect(named.filter((column) => !known.has(column))).toEqual([]);
  });

  it('is never a table that is said to hold nothing while it has a column for a person', async () => {
    const forPeople = /^(person_id|owner_id|manager_id|holder|actor|slack_user_id|.*_by)$/;
    const wrong = (await columns()).filter(
      ({ table, column, type }) =>
        SEARCHED.includes(type) && forPeople.test(column) && HOLDINGS[table] === undefined,
    );
    expect(wrong).toEqual([]);
  });
});
