import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, testStore } from '../support/database.ts';
import type { Engine } from '../support/engines.ts';

/** What goes into the store and comes out of it, the same on every engine. `engine.url` is undefined for the embedded one. */
export function valuesContract(engine: Engine, run: boolean): void {
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
  });
}
