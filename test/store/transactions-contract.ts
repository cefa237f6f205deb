import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, testStore } from '../support/database.ts';
import type { Engine } from '../support/engines.ts';

/** What is done together or not at all, the same on every engine. `engine.url` is undefined for the embedded one. */
export function transactionsContract(engine: Engine, run: boolean): void {
  describe.skipIf(!run)(`the store on ${engine.title}`, () => {
    beforeAll(() => testDatabase(engine.url));

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
  });
}
