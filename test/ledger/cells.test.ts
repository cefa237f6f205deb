import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { refreshCells } from '#ledger/cells.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import { keepStatistics } from '#ledger/statistics.ts';
import { hasFigureWork } from '#ledger/waiting-work.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { allCells, settle } from '../support/ledger-work.ts';
import { logCalls } from '../support/log-calls.ts';
import { WON } from '../support/oracle/small-org.ts';
import type { SmallOrg } from '../support/oracle/small-org.ts';

let store: Store;

async function cells() {
  const rows = await allCells(store);
  return rows.map((it) => `${it.person_id} ${it.day} ${it.measure} ${it.amount} of ${it.n}`);
}

const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('a day cell', () => {
    it('sums the live entries of a person and day, and says how many there are', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON, D2: { ...WON, Amount: '20.50' } } });
      expect(await cells()).toContain('ann 2025-05-10 bookings 12050 of 2');
      await change('2025-06-03', { D2: { Amount: '' } });
      expect(await cells()).toContain('ann 2025-05-10 bookings 10000 of 1');
      expect(await cells()).toContain('ann 2025-05-10 won 2 of 2');
    });

    it('is gone when nothing is left of it', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON } });
      await change('2025-06-03', { D1: { IsDeleted: 'true' } });
      expect(await cells()).toEqual([]);
    });

    it('counts activities by kind beside the deals', async () => {
      const prepare = (org: SmallOrg) =>
        logCalls(org, [
          ['ann', '2025-05-10'],
          ['ann', '2025-05-10'],
          ['ben', '2025-05-11'],
        ]);
      await ledgerOrg(store, { deals: { D1: WON }, prepare });
      expect(await cells()).toEqual(
        expect.arrayContaining([
          'ann 2025-05-10 call 2 of 2',
          'ben 2025-05-11 call 1 of 1',
          'ann 2025-05-10 won 1 of 1',
        ]),
      );
    });

    it('tells the features which days have new figures', async () => {
      const on = (CloseDate: string) => ({ ...WON, CloseDate });
      await ledgerOrg(store, { deals: { D1: on('2025-05-20'), D2: WON, D3: on('2025-05-15') } });
      const facts = await store.db.selectFrom('fact').select(['name', 'payload']).execute();
      expect(facts).toEqual([
        { name: 'figures.changed', payload: { from: '2025-05-10', to: '2025-05-20', cells: 3 } },
      ]);
    });
  });

  describe('refreshing', () => {
    it('goes slice by slice and does nothing once all is clean', async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: WON } });
      const before = await cells();
      const days = ['2025-05-10', '2025-05-11', '2025-05-12'].map((day) => ({ person_id: 'ann', day }));
      await store.db.insertInto('dirty_cell').values(days).execute();
      expect(await refreshCells(store, { now: now(), limit: 2 })).toEqual({ cells: 2, more: true });
      expect(await refreshCells(store, { now: now(), limit: 2 })).toEqual({ cells: 1, more: false });
      expect(await refreshCells(store, { now: now(), limit: 2 })).toEqual({ cells: 0, more: false });
      expect(await cells()).toEqual(before);
    });
  });

  describe('work that waits', () => {
    it('is a record to look at or a day to sum again', async () => {
      await ledgerOrg(store, { deals: { D1: WON } });
      expect(await hasFigureWork(store)).toBe(false);
      await store.db.insertInto('dirty_cell').values({ person_id: 'ann', day: '2025-05-10' }).execute();
      expect(await hasFigureWork(store)).toBe(true);
      await store.db.deleteFrom('dirty_cell').execute();
      await store.db
        .insertInto('changed_record')
        .values({ object: 'opportunity', record_id: 'D1' })
        .execute();
      expect(await hasFigureWork(store)).toBe(true);
    });
  });

  describe('tables that have grown', () => {
    it('are told to the planner once they have doubled, small ones and others not', async () => {
      await ledgerOrg(store);
      const known = async () => {
        const { rows } = await sql<{ name: string; pages: number }>`
          select c.relname as name, c.relpages as pages from pg_catalog.pg_class c
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = ${store.schema} and c.relname in ('dirty_cell', 'cell', 'setting') order by 1`.execute(
          store.db,
        );
        return Object.fromEntries(rows.map(({ name, pages }) => [name, pages]));
      };
      const grow = (days: number) =>
        sql`insert into ${store.table('dirty_cell')} (person_id, day)
          select 'nobody', date '1900-01-01' + n from generate_series(1, ${days}) n on conflict do nothing`.execute(
          store.db,
        );
      // Nobody else is to look at it meanwhile.
      await sql`alter table ${store.table('dirty_cell')} set (autovacuum_enabled = false)`.execute(store.db);
      await sql`vacuum analyze ${store.table('dirty_cell')}`.execute(store.db);
      const before = await known();
      await grow(8000);
      await keepStatistics(store);
      const after = await known();
      expect(after).toEqual({ ...before, dirty_cell: expect.any(Number) });
      expect(after['dirty_cell']).toBeGreaterThan(30);
      await grow(9000);
      await keepStatistics(store);
      expect(await known()).toEqual(after);
    });
  });

  describe('a day marked dirty while it is being re-read', () => {
    it('is not lost, although it was marked already', async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: WON } });
      await store.db.insertInto('dirty_cell').values({ person_id: 'ann', day: '2025-05-10' }).execute();
      const marked = Promise.withResolvers<void>();
      const marking = store.transaction(async (tx) => {
        const bookings = tx.db.selectFrom('entry').selectAll().where('measure', '=', 'bookings');
        const { id: _, ...entry } = await bookings.executeTakeFirstOrThrow();
        await tx.db
          .insertInto('entry')
          .values({ ...entry, record_id: 'D2' })
          .execute();
        const mark = tx.db.insertInto('dirty_cell').values({ person_id: 'ann', day: '2025-05-10' });
        await mark.onConflict((conflict) => conflict.doNothing()).execute();
        marked.resolve();
        await someoneWaits(tx);
      });
      await marked.promise;
      await Promise.all([marking, refreshCells(store, { now: now() })]);
      await settle(store, now());
      expect(await cells()).toContain('ann 2025-05-10 bookings 20000 of 2');
    });
  });

  describe('when someone moves to another manager', () => {
    it('their calls from that day on count for the new team, as after a rebuild, while deals stay', async () => {
      const prepare = (org: SmallOrg) =>
        logCalls(org, [
          ['ann', '2025-05-10'],
          ['ann', '2025-05-15'],
          ['ann', '2025-05-20'],
          ['west', '2025-05-21'],
        ]);
      const { now } = await ledgerOrg(store, { deals: { D1: { ...WON, CloseDate: '2025-05-20' } }, prepare });
      await store.db
        .updateTable('assignment')
        .set({ valid_to: '2025-05-15' })
        .where('person_id', '=', 'ann')
        .execute();
      await store.db
        .insertInto('assignment')
        .values({
          person_id: 'ann',
          manager_id: 'west',
          role_id: 'R-rep',
          valid_from: '2025-05-15',
          valid_to: null,
        })
        .execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'ann' }).execute();
      await settle(store, now());
      expect(await teamsOf('call')).toEqual([
        '2025-05-10 ann,ceo,east',
        '2025-05-15 ann,ceo,west',
        '2025-05-20 ann,ceo,west',
        '2025-05-21 ceo,west',
      ]);
      expect(await teamsOf('won')).toEqual(['2025-05-20 ann,ceo,east']);
      const before = await allCells(store);
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(before);
      const changes = () => store.db.selectFrom('fact').select('payload').orderBy('seq').execute();
      expect((await changes()).at(-1)?.payload).toEqual({ from: '2025-05-15', to: '2025-05-20', cells: 2 });
      const told = await changes();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'ann' }).execute();
      await settle(store, now());
      expect(await changes()).toEqual(told);
    });

    it('a circle of managers is cut, and named as a gap until it is mended', async () => {
      const prepare = (org: SmallOrg) => logCalls(org, [['ann', '2025-05-10']]);
      const { now } = await ledgerOrg(store, { prepare });
      const manage = async (manager_id: string | null) => {
        await store.db.updateTable('assignment').set({ manager_id }).where('person_id', '=', 'ceo').execute();
        await store.db.updateTable('person').set({ manager_id }).where('id', '=', 'ceo').execute();
        await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'ceo' }).execute();
        await settle(store, now());
        return store.db.selectFrom('sync_gap').selectAll().execute();
      };
      expect(await manage('east')).toMatchObject([{ effect: expect.stringContaining('CEO → EAST') }]);
      expect(await teamsOf('call')).toEqual(['2025-05-10 ann,ceo,east']);
      expect(await manage(null)).toEqual([]);
    });

    it('everyone below moves along', async () => {
      const prepare = (org: SmallOrg) => logCalls(org, [['ann', '2025-05-10']]);
      const { now } = await ledgerOrg(store, { prepare });
      await store.db
        .updateTable('assignment')
        .set({ manager_id: 'west' })
        .where('person_id', '=', 'east')
        .execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'east' }).execute();
      await settle(store, now());
      expect(await teamsOf('call')).toEqual(['2025-05-10 ann,ceo,east,west']);
    });
  });
});

async function teamsOf(measure: string) {
  const rows = await store.db
    .selectFrom('cell')
    .innerJoin('lineage_manager', 'lineage_manager.lineage_id', 'cell.lineage_id')
    .select(['day', 'manager_id'])
    .where('measure', '=', measure)
    .orderBy('manager_id')
    .execute();
  const byDay = Map.groupBy(rows, (row) => row.day);
  return [...byDay].map(([day, own]) => `${day} ${own.map((it) => it.manager_id).join()}`).toSorted();
}

/** Until another session waits for a lock; the embedded engine has no other, so that it only passes some time. */
async function someoneWaits(tx: Store): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await sql`select from pg_catalog.pg_locks where not granted`.execute(tx.db);
    if (rows.length > 0) return;
  }
}
