import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrateTo } from '#store/migrate.ts';
import type { Store } from '#store/store.ts';
import { figures } from '../support/credit-figures.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { logCalls } from '../support/log-calls.ts';
import { setPeriod } from '../support/period-state.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('a quarter that was locked before its calls were kept', () => {
    it('counts on as it did, and what is logged late comes later', async () => {
      const migrations = await sql<{ done: string }>`
        select json_agg(m)::text as done from ${store.table('migration')} m`.execute(store.db);
      const ledger = await ledgerOrg(store, {
        prepare: (org) =>
          logCalls(org, [
            ['ann', '2025-02-10'],
            ['cat', '2025-03-11'],
            ['cat', '2025-04-11'],
          ]),
      });
      await setPeriod(ledger, '2025-03', 'locked');
      await setPeriod(ledger, '2025-Q1', 'locked');
      // Emptying a store forgets what was migrated.
      await sql`
        insert into ${store.table('migration')}
        select * from json_populate_recordset(null::${store.table('migration')}, ${migrations.rows[0]?.done}::json)`.execute(
        store.db,
      );
      const read = () =>
        store.db
          .selectFrom('locked_activity')
          .select(['activity_id', 'person_id', 'due_on', 'counts_on', 'lineage_id', 'role_id', 'n'])
          .orderBy('activity_id')
          .execute();
      const kept = await read();
      const options = { schema: store.schema, migrations: {} };
      await migrateTo(store.db, { ...options, target: '0052-past-rates' });
      await migrateTo(store.db, { ...options, target: '0053-locked-activities' });
      expect(await read()).toEqual(kept);
      expect(kept).toHaveLength(2);
      logCalls(ledger.org, [
        ['ann', '2025-02-10'],
        ['cat', '2025-03-11'],
        ['cat', '2025-04-11'],
        ['ann', '2025-03-20'],
      ]);
      ledger.org.setToday('2025-06-03');
      await ledger.countActivities();
      const calls = (span: string) => figures(ledger, 'calls', { in: span });
      expect(await calls('2025-Q1')).toEqual(['ANN 1', 'CAT 1']);
      expect(await calls('2025-Q2')).toEqual(['ANN 1', 'CAT 1']);
    });
  });
});
