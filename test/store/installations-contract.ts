import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { freshInstallationId, testDatabase, testStore } from '../support/database.ts';
import type { Engine } from '../support/engines.ts';

/** Several installations in one database, the same on every engine. `engine.url` is undefined for the embedded one. */
export function installationsContract(engine: Engine, run: boolean): void {
  describe.skipIf(!run)(`the store on ${engine.title}`, () => {
    beforeAll(() => testDatabase(engine.url));

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
  });
}
