import { describe, expect, it } from 'vitest';
import { readPeriodStates } from '#ledger/period-states.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import type { Store } from '#store/store.ts';
import { explained, figures } from '../support/credit-figures.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { allCells } from '../support/ledger-work.ts';
import { noted } from '../support/noted.ts';
import { setPeriod } from '../support/period-state.ts';
import { REOPENED, WON } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const Q1 = { ...WON, Amount: '1000', CloseDate: '2025-03-10' };

/** Two deals of the first quarter, which is locked on 2 June. */
async function lockedQuarter(
  deals: Readonly<Record<string, Record<string, string>>> = {},
): Promise<LedgerOrg> {
  const ledger = await ledgerOrg(store, { deals: { D1: Q1, D2: { ...Q1, OwnerId: 'cat' }, ...deals } });
  await setPeriod(ledger, '2025-Q1', 'locked');
  return ledger;
}

async function causes() {
  const moved = store.db.selectFrom('entry').selectAll().where('measure', '=', 'bookings').orderBy('id');
  const rows = await moved.where('cause', 'is not', null).execute();
  return rows.map((it) => `${it.effective_on} ${it.counts_on} ${it.amount} ${it.cause}`);
}

const quarters = async (ledger: LedgerOrg, metric = 'bookings') => ({
  reported: [
    await figures(ledger, metric, { by: 'company', in: '2025-Q1' }),
    await figures(ledger, metric, { by: 'company', in: '2025-Q2' }),
  ],
  restated: [
    await figures(ledger, metric, { by: 'company', in: '2025-Q1', basis: 'restated' }),
    await figures(ledger, metric, { by: 'company', in: '2025-Q2', basis: 'restated' }),
  ],
});

onEachStore(use, () => {
  describe('capability 9: a change after the lock of a quarter', () => {
    it('leaves what was reported and takes a reopened deal back on the day it became known', async () => {
      const ledger = await lockedQuarter();
      await ledger.change('2025-06-03', { D1: REOPENED });
      expect(await quarters(ledger)).toEqual({
        reported: [['Company 2000.00'], ['Company -1000.00']],
        restated: [['Company 1000.00'], []],
      });
      expect(await causes()).toEqual(['2025-03-10 2025-06-03 -100000 after the lock of 2025-Q1: reopened']);
    });

    it('reports a changed amount as the difference in the running quarter', async () => {
      const ledger = await lockedQuarter();
      await ledger.change('2025-06-03', { D1: { Amount: '1500' } });
      expect(await quarters(ledger)).toEqual({
        reported: [['Company 2000.00'], ['Company 500.00']],
        restated: [['Company 2500.00'], []],
      });
      expect(await quarters(ledger, 'deals_won')).toEqual({
        reported: [['Company 2'], []],
        restated: [['Company 2'], []],
      });
      expect(await causes()).toEqual([
        '2025-03-10 2025-06-03 -100000 after the lock of 2025-Q1: amount changed',
        '2025-03-10 2025-06-03 150000 after the lock of 2025-Q1: amount changed',
      ]);
    });

    it('is reported on the first day that is not locked, when today is', async () => {
      const ledger = await lockedQuarter();
      await setPeriod(ledger, '2025-Q2', 'locked');
      await ledger.change('2025-06-03', { D1: REOPENED });
      expect(await causes()).toEqual(['2025-03-10 2025-07-01 -100000 after the lock of 2025-Q1: reopened']);
    });

    it('is explained line by line in both quarters, also what takes back', async () => {
      const ledger = await lockedQuarter();
      await ledger.change('2025-06-03', { D1: REOPENED });
      const [first, second, year] = [
        await explained(ledger, 'bookings', '2025-Q1'),
        await explained(ledger, 'bookings', '2025-Q2'),
        await explained(ledger, 'bookings', '2025'),
      ];
      expect([first.total.counts, second.total.counts, year.total.counts]).toEqual([
        200_000n,
        -100_000n,
        100_000n,
      ]);
      expect(second.lines).toMatchObject([
        { recordId: 'D1', takesBack: true, amount: -100_000n, cause: 'after the lock of 2025-Q1: reopened' },
      ]);
      expect(year.lines.map((it) => it.recordId)).toEqual(['D2']);
    });

    it('keeps the median of the locked quarter', async () => {
      const ledger = await lockedQuarter({ D3: { ...Q1, CreatedDate: '2025-02-01T15:00:00.000+0000' } });
      const median = () => figures(ledger, 'sales_cycle_median_days', { by: 'company', in: '2025-Q1' });
      const before = await median();
      await ledger.change('2025-06-03', { D1: REOPENED, D2: REOPENED });
      expect(await median()).toEqual(before);
      expect(
        await figures(ledger, 'sales_cycle_median_days', { by: 'company', in: '2025-Q1', basis: 'restated' }),
      ).toEqual(['Company 37']);
    });

    it('still tells the features what happened', async () => {
      const ledger = await lockedQuarter();
      await ledger.change('2025-06-03', { D1: REOPENED });
      const facts = store.db.selectFrom('fact').select('name').where('subject', '=', 'D1');
      expect(await facts.execute()).toEqual([{ name: 'deal.reopened' }]);
    });

    it('a rebuild of the cells reports the same', async () => {
      const ledger = await lockedQuarter();
      await ledger.change('2025-06-03', { D1: { Amount: '1500' }, D2: REOPENED });
      const before = await allCells(store);
      await store.db.deleteFrom('cell').execute();
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(before);
    });
  });

  describe('a period', () => {
    it('that is closed softly is corrected in place', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: Q1 } });
      await store.db
        .insertInto('changed_record')
        .values({ object: 'opportunity', record_id: 'D1' })
        .execute();
      await setPeriod(ledger, '2025-Q1', 'soft');
      expect(await store.db.selectFrom('changed_record').selectAll().execute()).toHaveLength(1);
      await ledger.change('2025-06-03', { D1: REOPENED });
      expect((await quarters(ledger)).reported).toEqual([[], []]);
    });

    it('that is opened again is corrected in place from then on; every decision stays readable', async () => {
      const ledger = await lockedQuarter();
      await setPeriod(ledger, '2025-Q1', 'open');
      await ledger.change('2025-06-03', { D1: REOPENED });
      expect((await quarters(ledger)).reported).toEqual([['Company 1000.00'], []]);
      const now = ledger.now().subtract({ hours: 24 });
      expect(await readPeriodStates(store)).toEqual([
        {
          name: '2025-Q1',
          type: 'quarter',
          from: '2025-01-01',
          to: '2025-04-01',
          state: 'open',
          changedBy: 'ceo',
          changedAt: now,
          reason: 'books closed',
        },
      ]);
      const line = { actor: 'ceo', action: 'period.changed', subject: '' };
      const detail = { period: '2025-Q1', reason: 'books closed' };
      expect(await noted(store)).toEqual([
        { ...line, detail: { ...detail, state: 'locked' } },
        { ...line, detail: { ...detail, state: 'open' } },
      ]);
      expect(await store.db.selectFrom('period_close').select('state').orderBy('id').execute()).toEqual([
        { state: 'locked' },
        { state: 'open' },
      ]);
    });

    it('is locked with what was known before, even if it was not credited yet', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: Q1 } });
      await store.db.updateTable('opportunity').set({ amount: 250_000n }).execute();
      await store.db
        .insertInto('changed_record')
        .values({ object: 'opportunity', record_id: 'D1' })
        .execute();
      await setPeriod(ledger, '2025-Q1', 'locked');
      expect(await causes()).toEqual([]);
      const known = await store.db
        .selectFrom('entry')
        .select('amount')
        .where('measure', '=', 'bookings')
        .execute();
      expect(known.map((it) => it.amount)).toEqual([100_000n, -100_000n, 250_000n]);
    });
  });
});
