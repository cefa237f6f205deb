import { beforeAll, describe, expect, test } from 'vitest';
import { upsertRows } from '#store/upsert-rows.ts';
import { testDatabase, testStore } from '../support/database.ts';
import type { Engine } from '../support/engines.ts';

const ACCOUNT = { name: 'Acme', owner_id: null, parent_id: null, is_deleted: false };

/** Bulk writing, the same on every engine. */
export function upsertContract(engine: Engine, run: boolean): void {
  describe.skipIf(!run)(`writing rows in bulk on ${engine.title}`, () => {
    beforeAll(() => testDatabase(engine.url));

    test('adds what is new, replaces what is older, keeps what is newer', async () => {
      const store = await testStore(engine.url);
      const at = (day: string) => `2017-01-${day}T00:00:00.000Z`;
      const options = { key: ['id'], unlessOlder: 'modified_at' } as const;
      const first = ['a', 'b', 'c'].map((id) => ({ ...ACCOUNT, id, modified_at: at('02') }));
      expect(await upsertRows(store, 'account', first, options)).toEqual([
        { id: 'a' },
        { id: 'b' },
        { id: 'c' },
      ]);
      const changed = await upsertRows(
        store,
        'account',
        [
          { ...ACCOUNT, id: 'a', name: 'older', modified_at: at('01') },
          { ...ACCOUNT, id: 'b', name: 'newer', modified_at: at('03') },
          { ...ACCOUNT, id: 'c', name: 'same stamp', modified_at: at('02') },
          { ...ACCOUNT, id: 'd', modified_at: at('02') },
        ],
        options,
      );
      expect(changed).toEqual([{ id: 'b' }, { id: 'c' }, { id: 'd' }]);
      const names = await store.db.selectFrom('account').select('name').orderBy('id').execute();
      expect(names.map(({ name }) => name)).toEqual(['Acme', 'newer', 'same stamp', 'Acme']);
    });

    test('changes nothing when the same rows come again', async () => {
      const store = await testStore(engine.url);
      const rows = [{ ...ACCOUNT, id: 'a', modified_at: '2017-01-01T00:00:00.000Z' }];
      const options = { key: ['id'], unlessOlder: 'modified_at' } as const;
      await upsertRows(store, 'account', rows, options);
      expect(await upsertRows(store, 'account', rows, options)).toEqual([]);
    });

    test('takes the latest of rows with one key in one batch', async () => {
      const store = await testStore(engine.url);
      const row = (name: string, day: string) => ({
        ...ACCOUNT,
        id: 'a',
        name,
        modified_at: `2017-01-${day}T00:00:00.000Z`,
      });
      const rows = [row('first', '01'), row('latest', '03'), row('second', '02')];
      await upsertRows(store, 'account', rows, { key: ['id'], unlessOlder: 'modified_at' });
      expect(await store.db.selectFrom('account').select('name').execute()).toEqual([{ name: 'latest' }]);
      await upsertRows(
        store,
        'dirty_cell',
        [
          { person_id: 'p', day: '2017-01-01' },
          { person_id: 'p', day: '2017-01-01' },
        ],
        {
          key: ['person_id', 'day'],
        },
      );
      expect(await store.db.selectFrom('dirty_cell').selectAll().execute()).toHaveLength(1);
    });

    test('keeps every type, null and awkward text', async () => {
      const store = await testStore(engine.url);
      const rows = [
        { object: 'A', state: 'ready', watermark: '2017-01-01T00:00:00.123Z', rows_read: 9007199254740993n },
        { object: 'B', state: 'new', watermark: null, rows_read: 0n },
      ].map((row) => ({
        ...row,
        state: row.state as 'ready' | 'new',
        resume: row.object === 'A' ? JSON.stringify({ stamp: '"{,}\\', id: 'é' }) : null,
        window_end: null,
        described: JSON.stringify(['Id', 'Na,me']),
        error: row.object === 'A' ? null : '{"\\\',\n}',
        finished_at: null,
      }));
      await upsertRows(store, 'sync_object', rows, { key: ['object'] });
      const stored = await store.db.selectFrom('sync_object').selectAll().orderBy('object').execute();
      expect(stored).toMatchObject([
        {
          rows_read: 9007199254740993n,
          resume: { stamp: '"{,}\\', id: 'é' },
          described: ['Id', 'Na,me'],
          error: null,
        },
        { watermark: null, rows_read: 0n, resume: null, error: '{"\\\',\n}' },
      ]);
    });

    test('writes more rows than one statement takes', async () => {
      const store = await testStore(engine.url);
      const rows = Array.from({ length: 2500 }, (_, index) => ({
        person_id: `p${index}`,
        day: '2017-01-01',
      }));
      expect(await upsertRows(store, 'dirty_cell', rows, { key: ['person_id', 'day'] })).toHaveLength(2500);
      expect(await upsertRows(store, 'dirty_cell', [], { key: ['person_id', 'day'] })).toEqual([]);
    });
  });
}
