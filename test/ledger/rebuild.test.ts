import { describe, expect, it } from 'vitest';
import { closePeriod } from '#ledger/period-close.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { allCells, settle } from '../support/ledger-work.ts';
import { logCalls } from '../support/log-calls.ts';
import { WON } from '../support/oracle/small-org.ts';
import type { SmallOrg } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const calls =
  (...made: readonly (readonly [owner: string, day: string])[]) =>
  (org: SmallOrg) =>
    logCalls(org, made);

/** That all cells are the same when they are made from nothing. */
async function expectTheSameFromNothing() {
  const before = await allCells(store);
  await store.db.deleteFrom('cell').execute();
  await rebuildCells(store);
  expect(await allCells(store)).toEqual(before);
  return before;
}

onEachStore(use, () => {
  describe('a rebuild', () => {
    it('counts the calls of everybody, on the first and last days of months and of a stay in a team', async () => {
      const { now } = await ledgerOrg(store, {
        prepare: calls(
          ['ann', '2025-03-31'],
          ['ann', '2025-04-01'],
          ['ann', '2025-04-14'],
          ['ann', '2025-04-15'],
          ['ben', '2025-04-01'],
          ['west', '2025-05-20'],
        ),
      });
      await store.db
        .updateTable('assignment')
        .set({ valid_to: '2025-04-15' })
        .where('person_id', '=', 'ann')
        .execute();
      const moved = { person_id: 'ann', manager_id: 'west', role_id: 'R-rep', valid_from: '2025-04-15' };
      await store.db.insertInto('assignment').values(moved).execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'ann' }).execute();
      await settle(store, now());
      const cells = await expectTheSameFromNothing();
      const ofAnn = cells.filter((it) => it.person_id === 'ann');
      expect(ofAnn.map((it) => it.day)).toEqual(['2025-03-31', '2025-04-01', '2025-04-14', '2025-04-15']);
      expect(new Set(ofAnn.slice(0, 3).map((it) => it.lineage_id)).size).toBe(1);
      expect(ofAnn[3]?.lineage_id).not.toBe(ofAnn[0]?.lineage_id);
    });

    it('counts a call that was logged twice once, and a deleted one not at all', async () => {
      const { now } = await ledgerOrg(store, {
        prepare: calls(
          ['ann', '2025-05-10'],
          ['ann', '2025-05-10'],
          ['ann', '2025-05-10'],
          ['ann', '2025-05-11'],
        ),
      });
      await store.db.updateTable('activity').set({ double_of: 'K0' }).where('id', '=', 'K1').execute();
      await store.db
        .updateTable('activity')
        .set({ is_deleted: true })
        .where('id', 'in', ['K2', 'K3'])
        .execute();
      const days = ['2025-05-10', '2025-05-11'].map((on) => ({ person_id: 'ann', day: on }));
      await store.db.insertInto('dirty_cell').values(days).execute();
      await settle(store, now());
      const cells = await expectTheSameFromNothing();
      expect(cells.map((it) => `${it.day} ${it.n}`)).toEqual(['2025-05-10 1']);
    });

    it('keeps what a lock left: less than nothing, an amount of no deals, and no trace of what cancels out', async () => {
      const { change, now } = await ledgerOrg(store, {
        deals: { D1: WON, D2: { ...WON, Amount: '' }, D3: { ...WON, OwnerId: 'ben' } },
      });
      const period = {
        type: 'month',
        id: '2025-05',
        start: day('2025-05-01'),
        end: day('2025-06-01'),
      } as const;
      await closePeriod(store, { period, state: 'locked', changedBy: 'ceo', reason: 'closed', now: now() });
      await change('2025-06-03', {
        D1: { Amount: '200' },
        D2: { CloseDate: '2025-05-11' },
        D3: { IsDeleted: 'true' },
      });
      const cells = await expectTheSameFromNothing();
      const moved = cells.filter((it) => it.day === '2025-06-03');
      expect(moved.map((it) => `${it.person_id} ${it.measure} ${it.amount} of ${it.n}`)).toEqual([
        'ann bookings 10000 of 0',
        'ann cycle_days 1 of 0',
        'ben bookings -10000 of -1',
        'ben cycle_days -70 of -1',
        'ben won -1 of -1',
      ]);
    });

    it('takes the marks off all days it has summed', async () => {
      await ledgerOrg(store, { deals: { D1: WON } });
      const days = ['2025-05-01', '2025-05-31'].map((on) => ({ person_id: 'ann', day: on }));
      await store.db.insertInto('dirty_cell').values(days).execute();
      await store.db.insertInto('dirty_cell').values({ person_id: 'ann', day: '2025-06-01' }).execute();
      await rebuildCells(store);
      expect(await store.db.selectFrom('dirty_cell').select('day').execute()).toEqual([
        { day: '2025-06-01' },
      ]);
    });

    it('reports the months it has done, and none where nothing ever counted', async () => {
      const seen: string[] = [];
      const report = (done: number, total: number) => seen.push(`${done}/${total}`);
      await ledgerOrg(store);
      await rebuildCells(store, report);
      expect(seen).toEqual([]);
      await ledgerOrg(store, { deals: { D1: WON, D2: { ...WON, CloseDate: '2025-07-01' } } });
      await rebuildCells(store, report);
      expect(seen).toEqual(['1/3', '2/3', '3/3']);
    });

    it('mends a cell that is wrong, one that is missing and ones that should not be', async () => {
      const prepare = calls(['ann', '2025-05-20']);
      await ledgerOrg(store, { deals: { D1: WON, D2: { ...WON, CloseDate: '2025-07-01' } }, prepare });
      const right = await allCells(store);
      const first = must(right[0], 'a cell of a deal won');
      const wrong = [
        { currency: 'XXX' },
        { day: '2025-04-01' },
        { day: '2025-08-31' },
        { day: '2025-05-31' },
      ];
      await store.db
        .insertInto('cell')
        .values(wrong.map((it) => ({ ...first, ...it })))
        .execute();
      await store.db.updateTable('cell').set({ amount: 1n }).where('measure', '=', 'bookings').execute();
      await store.db.updateTable('cell').set({ n: 9n }).where('measure', '=', 'cycle_days').execute();
      await store.db.deleteFrom('cell').where('measure', '=', 'won').execute();
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(right);
    });
  });
});
