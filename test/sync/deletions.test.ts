import { expect, test } from 'vitest';
import { flagDeleted, withoutUnknownDeleted } from '#sync/deletions.ts';
import { testStore } from '../support/database.ts';

const account = (id: string, modified_at: string) => ({ id, name: id, is_deleted: false, modified_at });

test('a row changed after its delete was brought back since, and stays', async () => {
  const store = await testStore();
  const rows = [
    account('a', '2026-11-18T10:00:00Z'),
    account('b', '2026-11-18T12:00:00Z'),
    account('c', '2026-11-18T12:00:00Z'),
  ];
  await store.db.insertInto('account').values(rows).execute();
  const at = '2026-11-18T11:00:00.000Z';
  const gone = [
    { id: 'a', at },
    { id: 'b', at },
    { id: 'c', at: null },
    { id: 'unknown', at },
  ];
  expect((await flagDeleted(store, 'account', gone)).sort()).toEqual(['a', 'c']);
  expect(await flagDeleted(store, 'account', gone)).toEqual([]);
});

test('a record deleted before we ever saw it is left out; one we know is taken as deleted', async () => {
  const store = await testStore();
  await store.db.insertInto('account').values(account('known', '2026-11-18T10:00:00Z')).execute();
  const rows = [
    { id: 'known', is_deleted: true },
    { id: 'unknown', is_deleted: true },
    { id: 'live', is_deleted: false },
  ];
  const kept = await withoutUnknownDeleted(store, 'account', rows);
  expect(kept.map(({ id }) => id)).toEqual(['known', 'live']);
});
