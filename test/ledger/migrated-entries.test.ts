import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrateTo } from '#store/migrate.ts';
import type { Store } from '#store/store.ts';
import { allCells } from '../support/ledger-work.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { REOPENED, WON } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('entries written before there were shares, rates and locks', () => {
    it('stand for all of their deal, in its own amount, on the day they are due', async () => {
      const migrations = await sql<{ done: string }>`
        select json_agg(m)::text as done from ${store.table('migration')} m`.execute(store.db);
      const ledger = await ledgerOrg(store, { deals: { D1: WON } });
      await ledger.change('2025-06-03', { D1: REOPENED });
      await ledger.change('2025-06-04', { D1: WON });
      // Emptying a store forgets what was migrated.
      await sql`
        insert into ${store.table('migration')}
        select * from json_populate_recordset(null::${store.table('migration')}, ${migrations.rows[0]?.done}::json)`.execute(
        store.db,
      );
      const read = () => store.db.selectFrom('entry').selectAll().orderBy('id').execute();
      const [entries, cells] = [await read(), await allCells(store)];
      const options = { schema: store.schema, migrations: {} };
      await migrateTo(store.db, { ...options, target: '0006-slack' });
      const { rows } = await sql`select * from ${store.table('entry')} limit 1`.execute(store.db);
      expect(rows).not.toMatchObject([{ counts_on: expect.anything() }]);
      await migrateTo(store.db, { ...options, target: '0007-credit' });
      expect(await read()).toEqual(entries);
      expect(await allCells(store)).toEqual(cells);
    });
  });
});
