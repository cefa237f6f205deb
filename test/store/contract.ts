import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { DatabaseError } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrateTo, migrateToLatest } from '#store/migrate.ts';
import { CORE_MIGRATIONS } from '#store/migrations.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, testDatabase, testStore } from '../support/database.ts';
import type { Engine } from '../support/engines.ts';

const NEWEST = Object.keys(CORE_MIGRATIONS).at(-1) ?? '';

async function tablesOf(store: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename::text as name from pg_catalog.pg_tables
    where schemaname = ${store.schema} order by tablename`.execute(store.db);
  return rows.map(({ name }) => name);
}

/** What every engine that carries the store must do. `engine.url` is undefined for the embedded one. */
export function storeContract(engine: Engine, run: boolean): void {
  describe.skipIf(!run)(`the store on ${engine.title}`, () => {
    beforeAll(() => testDatabase(engine.url));

    test('hands over every type in its one form', async () => {
      const store = await testStore(engine.url);
      const { rows } = await sql`
        select 7::int2 as int2, 42::int4 as int4, 9007199254740993::int8 as int8, -1::int8 as minus,
          count(*) as count, sum(1::int4) as sum_int4, sum(1::int8) as sum_int8, avg(1::int8) as avg,
          1.50::numeric as numeric, 0.25::float8 as float8, true as yes, false as no, null::text as nothing,
          'Zoë "x", {y}'::text as text, '2017-03-01'::date as date,
          '2017-03-01 18:00:00+00'::timestamptz as second, '2017-03-01 18:00:00.5+00'::timestamptz as half,
          '2017-03-01 20:00:00.123+02'::timestamptz as millis, '2017-03-01 18:00:00.123456+00'::timestamptz as micros,
          '0099-12-31 23:59:59+00'::timestamptz as early,
          '{"a":[1,null,"b"],"big":"9007199254740993"}'::jsonb as jsonb, 'null'::jsonb as json_null,
          array['a', null, 'b "c", \\'] as texts, array[1, 2]::int8[] as int8s, array[true, false] as bools,
          array['2017-03-01'::date] as dates, '{}'::text[] as none`.execute(store.db);
      expect(rows).toEqual([
        {
          int2: 7,
          int4: 42,
          int8: 9007199254740993n,
          minus: -1n,
          count: 1n,
          sum_int4: 1n,
          sum_int8: '1',
          avg: '1.00000000000000000000',
          numeric: '1.50',
          float8: 0.25,
          yes: true,
          no: false,
          nothing: null,
          text: 'Zoë "x", {y}',
          date: '2017-03-01',
          second: '2017-03-01T18:00:00.000Z',
          half: '2017-03-01T18:00:00.500Z',
          millis: '2017-03-01T18:00:00.123Z',
          micros: '2017-03-01T18:00:00.123456Z',
          early: '0099-12-31T23:59:59.000Z',
          jsonb: { a: [1, null, 'b'], big: '9007199254740993' },
          json_null: null,
          texts: ['a', null, 'b "c", \\'],
          int8s: [1n, 2n],
          bools: [true, false],
          dates: ['2017-03-01'],
          none: [],
        },
      ]);
    });

    test('takes every kind of parameter', async () => {
      const store = await testStore(engine.url);
      const { rows } = await sql`
        select ${9007199254740993n}::int8 as int8, ${42}::int4 as int4, ${true}::boolean as yes,
          ${'2017-03-01'}::date as date, ${'2017-03-01T18:00:00.123Z'}::timestamptz as at, ${null}::text as nothing,
          ${JSON.stringify({ a: [1] })}::jsonb as jsonb, ${['a', null, 'b "c", \\', '']}::text[] as texts,
          ${[1n, null]}::int8[] as int8s, ${[true, null]}::boolean[] as bools`.execute(store.db);
      expect(rows).toEqual([
        {
          int8: 9007199254740993n,
          int4: 42,
          yes: true,
          date: '2017-03-01',
          at: '2017-03-01T18:00:00.123Z',
          nothing: null,
          jsonb: { a: [1] },
          texts: ['a', null, 'b "c", \\', ''],
          int8s: [1n, null],
          bools: [true, null],
        },
      ]);
    });

    test('gives back what was written, also when the session of a person is in another zone', async () => {
      const store = await testStore(engine.url);
      const quota = {
        person_id: 'p',
        metric: 'bookings',
        start_on: '2017-10-01',
        end_on: '2018-01-01',
        amount: 12_345_678_901_234_567n,
        currency: 'EUR',
        source: 'csv' as const,
        source_id: 'row 1',
        known_at: '2017-09-30T22:59:59.999Z',
        version: 1,
        weight: 4_000,
        effective_on: '2017-11-06',
        restores: null,
        batch_id: null,
        approved_by: null,
        reason: 'Territory moved',
      };
      await store.db.insertInto('quota').values(quota).execute();
      expect(await store.db.selectFrom('quota').selectAll().execute()).toEqual([quota]);
    });

    test('hands over many rows, none lost, in order', async () => {
      const store = await testStore(engine.url);
      const { rows } = await sql<{ n: number; day: string }>`
        select n, '2017-01-01'::date + n as day from generate_series(0, 5000) n order by n`.execute(store.db);
      expect(rows).toHaveLength(5001);
      expect(rows.every(({ n }, index) => n === index)).toBe(true);
      expect(rows[5000]).toEqual({ n: 5000, day: '2030-09-10' });
    });

    test('says how many rows a statement changed', async () => {
      const store = await testStore(engine.url);
      await store.db
        .insertInto('dirty_cell')
        .values(['a', 'b', 'c'].map((person_id) => ({ person_id, day: '2017-01-01' })))
        .execute();
      const deleted = await store.db.deleteFrom('dirty_cell').where('person_id', '>', 'a').executeTakeFirst();
      expect(deleted.numDeletedRows).toBe(2n);
    });

    test('reports a broken rule with the code and constraint of PostgreSQL', async () => {
      const store = await testStore(engine.url);
      const insert = store.db.insertInto('dirty_cell').values({ person_id: 'a', day: '2017-01-01' });
      await insert.execute();
      const error = await insert.execute().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error).toMatchObject({ code: '23505', constraint: 'dirty_cell_pkey' });
    });

    test('undoes a transaction that throws', async () => {
      const store = await testStore(engine.url);
      const work = store.transaction(async (tx) => {
        await tx.db.insertInto('dirty_cell').values({ person_id: 'a', day: '2017-01-01' }).execute();
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await store.db.selectFrom('dirty_cell').selectAll().execute()).toEqual([]);
    });

    test('undoes only the inner part when a transaction within a transaction throws', async () => {
      const store = await testStore(engine.url);
      await store.transaction(async (tx) => {
        await tx.db.insertInto('dirty_cell').values({ person_id: 'outer', day: '2017-01-01' }).execute();
        const inner = tx.transaction(async (within) => {
          await within.db
            .insertInto('dirty_cell')
            .values({ person_id: 'inner', day: '2017-01-01' })
            .execute();
          throw new Error('only this part');
        });
        await expect(inner).rejects.toThrow('only this part');
      });
      expect(await store.db.selectFrom('dirty_cell').select('person_id').execute()).toEqual([
        { person_id: 'outer' },
      ]);
    });

    test('keeps a transaction apart from what others do meanwhile', async () => {
      const store = await testStore(engine.url);
      const written = Promise.withResolvers<void>();
      const other = written.promise.then(() => store.db.selectFrom('dirty_cell').selectAll().execute());
      const undone = store.transaction(async (tx) => {
        await tx.db.insertInto('dirty_cell').values({ person_id: 'a', day: '2017-01-01' }).execute();
        written.resolve();
        await new Promise(setImmediate);
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await other).toEqual([]);
    });

    test('runs many transactions at once, each whole', async () => {
      const store = await testStore(engine.url);
      await store.db.insertInto('fact_cursor').values({ feature: 'f', seq: 0n }).execute();
      const addOne = () =>
        store.transaction(async (tx) => {
          const row = await tx.db
            .selectFrom('fact_cursor')
            .select('seq')
            .forUpdate()
            .executeTakeFirstOrThrow();
          await tx.db
            .updateTable('fact_cursor')
            .set({ seq: row.seq + 1n })
            .execute();
        });
      await Promise.all(Array.from({ length: 40 }, addOne));
      expect(await store.db.selectFrom('fact_cursor').select('seq').execute()).toEqual([{ seq: 40n }]);
    });

    test('keeps two installations apart', async () => {
      const [one, two] = [await testStore(engine.url), await testStore(engine.url)];
      await one.db.insertInto('dirty_cell').values({ person_id: 'a', day: '2017-01-01' }).execute();
      expect(await two.db.selectFrom('dirty_cell').selectAll().execute()).toEqual([]);
      await sql`delete from ${two.table('dirty_cell')}`.execute(two.db);
      expect(await one.db.selectFrom('dirty_cell').selectAll().execute()).toHaveLength(1);
    });

    test('lists installations by the ids they were opened with, and forgets a dropped one', async () => {
      const database = await testDatabase(engine.url);
      const id = freshInstallationId();
      const store = await database.installation(id);
      expect(await database.installations()).toContain(id);
      expect(await database.installation(id)).toBe(store);
      await database.dropInstallation(id);
      expect(await database.installations()).not.toContain(id);
    });

    test('tidies up without disturbing what is there', async () => {
      const store = await testStore(engine.url);
      const rows = Array.from({ length: 500 }, (_, n) => ({ person_id: `p${n}`, day: '2017-01-01' }));
      await store.db.insertInto('dirty_cell').values(rows).execute();
      await (await testDatabase(engine.url)).tidy();
      const { rows: facts } = await sql`
        select reltuples::int4 as rows from pg_catalog.pg_class
        where oid = ${`${store.schema}.dirty_cell`}::regclass`.execute(store.db);
      expect(facts).toEqual([{ rows: 500 }]);
      expect(await store.db.selectFrom('dirty_cell').selectAll().execute()).toHaveLength(500);
    });

    test('refuses an id that is none of a workspace', async () => {
      const database = await testDatabase(engine.url);
      await expect(database.installation('T1"; drop schema public')).rejects.toThrow(
        "is not a workspace's id",
      );
    });

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
