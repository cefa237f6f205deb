import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrateTo, migrateToLatest } from '#store/migrate.ts';
import { CORE_MIGRATIONS } from '#store/migrations.ts';
import type { Store } from '#store/store.ts';
import { testDatabase, testStore } from '../support/database.ts';
import type { Engine } from '../support/engines.ts';

const NEWEST = Object.keys(CORE_MIGRATIONS).at(-1) ?? '';

async function tablesOf(store: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename::text as name from pg_catalog.pg_tables
    where schemaname = ${store.schema} order by tablename`.execute(store.db);
  return rows.map(({ name }) => name);
}

/** Going to newer tables and back, the same on every engine. `engine.url` is undefined for the embedded one. */
export function migrationsContract(engine: Engine, run: boolean): void {
  describe.skipIf(!run)(`the store on ${engine.title}`, () => {
    beforeAll(() => testDatabase(engine.url));

    test('migrates back to nothing and forward again', async () => {
      const store = await testStore(engine.url);
      const before = await tablesOf(store);
      const options = { schema: store.schema, migrations: {} };
      await migrateTo(store.db, options);
      expect(await tablesOf(store)).toEqual(['migration', 'migration_lock']);
      await migrateTo(store.db, { ...options, target: NEWEST });
      expect(await tablesOf(store)).toEqual(before);
    });

    test('keeps the last version of each quota when it migrates back', async () => {
      const store = await testStore(engine.url);
      const quota = (person: string, version: number, some: { amount: bigint; restores?: number }) => ({
        person_id: person,
        metric: 'bookings',
        start_on: '2017-10-01',
        end_on: '2018-01-01',
        currency: 'EUR',
        source: 'csv' as const,
        source_id: '',
        known_at: '2017-09-30T00:00:00Z',
        version,
        ...some,
      });
      const rows = [
        quota('kept', 1, { amount: 1n }),
        quota('kept', 2, { amount: 2n }),
        quota('taken back', 1, { amount: 1n }),
        quota('taken back', 2, { amount: 0n, restores: 0 }),
      ];
      await store.db.insertInto('quota').values(rows).execute();
      const options = { schema: store.schema, migrations: {} };
      const names = Object.keys(CORE_MIGRATIONS);
      const before = names[names.indexOf('0011-quotas') - 1] ?? '';
      await migrateTo(store.db, { ...options, target: before });
      await migrateTo(store.db, { ...options, target: NEWEST });
      const kept = await store.db.selectFrom('quota').select(['person_id', 'amount', 'version']).execute();
      expect(kept).toEqual([{ person_id: 'kept', amount: 2n, version: 1 }]);
    });

    test("adds a feature's tables to an installation that was there before, and lets the feature go", async () => {
      const store = await testStore(engine.url);
      const board: Migration = {
        up: (db) => db.schema.createTable('board').addColumn('id', 'text').execute(),
        down: (db) => db.schema.dropTable('board').execute(),
      };
      const withFeature = { schema: store.schema, migrations: { 'feature-board-0001': board } };
      const without = { schema: store.schema, migrations: {} };
      await migrateToLatest(store.db, withFeature);
      expect(await tablesOf(store)).toContain('board');
      await migrateToLatest(store.db, without);
      expect(await tablesOf(store)).toContain('board');
      await migrateTo(store.db, { ...withFeature, target: NEWEST });
      expect(await tablesOf(store)).not.toContain('board');
    });

    test('refuses a migration of a feature that would sort before the core', async () => {
      const store = await testStore(engine.url);
      const migrations = { '0002a-mine': { up: async () => undefined } };
      await expect(migrateToLatest(store.db, { schema: store.schema, migrations })).rejects.toThrow(
        '0002a-mine',
      );
    });

    test('refuses data that a newer version wrote, and says so', async () => {
      const store = await testStore(engine.url);
      const later = sql`insert into ${store.table('migration')} values ('9999-later', '2030-01-01')`;
      await later.execute(store.db);
      const migrating = migrateToLatest(store.db, { schema: store.schema, migrations: {} });
      await expect(migrating).rejects.toMatchObject({
        name: 'GiveUp',
        message: 'The data was written by a newer version of Attain (it knows 9999-later).',
      });
    });

    test('changes nothing when a migration fails', async () => {
      const store = await testStore(engine.url);
      const before = await tablesOf(store);
      const half: Migration = {
        up: async (db) => {
          await db.schema.createTable('half').addColumn('id', 'text').execute();
          throw new Error('out of disk');
        },
      };
      const migrations = { 'feature-half-0001': half };
      const failing = migrateToLatest(store.db, { schema: store.schema, migrations });
      await expect(failing).rejects.toMatchObject({
        name: 'GiveUp',
        message: expect.stringContaining('feature-half-0001'),
      });
      expect(await tablesOf(store)).toEqual(before);
    });
  });
}
