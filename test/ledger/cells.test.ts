import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { refreshCells } from '#ledger/cells.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import { must } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { allCells, settle } from '../support/ledger-work.ts';
import { WON } from '../support/oracle/small-org.ts';
import type { SmallOrg } from '../support/oracle/small-org.ts';

let store: Store;

async function cells() {
  const rows = await allCells(store);
  return rows.map((it) => `${it.person_id} ${it.day} ${it.measure} ${it.amount} of ${it.n}`);
}

function logCalls(org: SmallOrg, calls: readonly (readonly [owner: string, day: string])[]) {
  for (const [index, [OwnerId, day]] of calls.entries())
    org.put('Task', {
      Id: `K${index}`,
      OwnerId,
      TaskSubtype: 'Call',
      IsClosed: 'true',
      CompletedDateTime: `${day}T15:00:00.000+0000`,
    });
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
      await ledgerOrg(store, { deals: { D1: WON, D2: { ...WON, CloseDate: '2025-05-20' } } });
      const facts = await store.db.selectFrom('fact').select(['name', 'payload']).execute();
      expect(facts).toEqual([
        { name: 'figures.changed', payload: { from: '2025-05-10', to: '2025-05-20', cells: 2 } },
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

  describe('when everything is remade', () => {
    it('the calls of everybody are counted again, whoever comes first', async () => {
      const prepare = (org: SmallOrg) =>
        logCalls(org, [
          ['ann', '2025-03-31'],
          ['ben', '2025-04-01'],
          ['west', '2025-05-20'],
        ]);
      await ledgerOrg(store, { prepare });
      const before = await allCells(store);
      expect(before).toHaveLength(3);
      await store.db.deleteFrom('cell').execute();
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(before);
    });
  });

  describe('when someone moves to another manager', () => {
    it('their calls from that day on count for the new team, as after a rebuild, while deals stay', async () => {
      const prepare = (org: SmallOrg) =>
        logCalls(org, [
          ['ann', '2025-05-10'],
          ['ann', '2025-05-20'],
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
      expect(await teamsOf('call')).toEqual(['2025-05-10 ann,ceo,east', '2025-05-20 ann,ceo,west']);
      expect(await teamsOf('won')).toEqual(['2025-05-20 ann,ceo,east']);
      const before = await allCells(store);
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(before);
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

  describe('a rebuild', () => {
    it('reports the months it has done', async () => {
      await ledgerOrg(store, { deals: { D1: WON, D2: { ...WON, CloseDate: '2025-07-01' } } });
      const seen: string[] = [];
      await rebuildCells(store, (done, total) => seen.push(`${done}/${total}`));
      expect(seen).toEqual(['1/3', '2/3', '3/3']);
    });

    it('mends a cell that is wrong, one that is missing and one that should not be', async () => {
      await ledgerOrg(store, { deals: { D1: WON, D2: { ...WON, CloseDate: '2025-07-01' } } });
      const right = await allCells(store);
      const first = must(right[0], 'a cell of a deal won');
      await store.db
        .insertInto('cell')
        .values({ ...first, currency: 'XXX' })
        .execute();
      await store.db.updateTable('cell').set({ amount: 1n }).where('measure', '=', 'bookings').execute();
      await store.db.deleteFrom('cell').where('measure', '=', 'won').execute();
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(right);
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
