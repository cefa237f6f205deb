import { describe, expect, it } from 'vitest';
import { makeCorrections } from '#ledger/correct.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import type { Basis } from '#metrics/question.ts';
import { readRestatement } from '#metrics/restatement.ts';
import { metricContext } from '#metrics/context.ts';
import { FOREVER } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { explained, figures } from '../support/credit-figures.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { allCells } from '../support/ledger-work.ts';
import { logCalls } from '../support/log-calls.ts';
import { setPeriod } from '../support/period-state.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const DONE = { TaskSubtype: 'Call', IsClosed: 'true' };
const on = (day: string) => ({ ...DONE, CompletedDateTime: `${day}T15:00:00.000+0000` });

/** Two calls of Ann's and one of Cat's in the first quarter, which is locked on 2 June. */
async function lockedQuarter(): Promise<LedgerOrg> {
  const ledger = await ledgerOrg(store, {
    prepare: (org) =>
      logCalls(org, [
        ['ann', '2025-02-10'],
        ['ann', '2025-03-11'],
        ['cat', '2025-03-11'],
      ]),
  });
  await setPeriod(ledger, '2025-Q1', 'locked');
  return ledger;
}

/** Changes what is logged on a day and lets the ledger catch up. */
async function log(ledger: LedgerOrg, day: string, task: Record<string, string>): Promise<void> {
  ledger.org.setToday(day);
  ledger.org.put('Task', { OwnerId: 'ann', ...task });
  await ledger.countActivities();
}

const calls = (ledger: LedgerOrg, span: string, basis: Basis = 'reported') =>
  figures(ledger, 'calls', { in: span, basis });

async function causes(): Promise<readonly string[]> {
  const rows = await store.db.selectFrom('locked_activity').selectAll().orderBy('id').execute();
  return rows
    .filter((it) => it.cause !== null)
    .map((it) => `${it.person_id} ${it.due_on} ${it.counts_on} ${it.n} ${it.cause}`);
}

onEachStore(use, () => {
  describe('a call of a locked quarter', () => {
    it('that is logged late counts on the day it became known, with the cause', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'late', ...on('2025-03-20') });
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 2', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2')).toEqual(['ANN 1']);
      expect(await causes()).toEqual(['ann 2025-03-20 2025-06-03 1 after the lock of 2025-Q1: logged late']);
      expect(await calls(ledger, '2025-Q1', 'restated')).toEqual(['ANN 3', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2', 'restated')).toEqual([]);
    });

    it('that is deleted is taken back on the day it became known', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'K0', IsDeleted: 'true' });
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 2', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2')).toEqual(['ANN -1']);
      expect(await causes()).toEqual(['ann 2025-02-10 2025-06-03 -1 after the lock of 2025-Q1: deleted']);
      await log(ledger, '2025-06-04', { Id: 'K0', IsDeleted: 'false' });
      expect(await calls(ledger, '2025-Q2')).toEqual([]);
      expect(await calls(ledger, '2025-Q1', 'restated')).toEqual(['ANN 2', 'CAT 1']);
    });

    it('that turns out to be of another person or day moves in the open quarter', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'K0', OwnerId: 'cat' });
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 2', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2')).toEqual(['ANN -1', 'CAT 1']);
      await log(ledger, '2025-06-04', { Id: 'K1', ...on('2025-05-02') });
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 2', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2')).toEqual(['ANN -1', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2', 'restated')).toEqual(['ANN 1']);
    });

    it('is listed in both quarters, each with its sum, and said to count elsewhere', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'late', ...on('2025-03-20') });
      await log(ledger, '2025-06-04', { Id: 'K0', IsDeleted: 'true' });
      const [first, second, year] = [
        await explained(ledger, 'calls', '2025-Q1'),
        await explained(ledger, 'calls', '2025-Q2'),
        await explained(ledger, 'calls', '2025'),
      ];
      expect([first.total.counts, second.total.counts, year.total.counts]).toEqual([3n, 0n, 3n]);
      expect(second.lines).toMatchObject([
        { recordId: 'K0', amount: -1n, takesBack: true, cause: 'after the lock of 2025-Q1: deleted' },
        { recordId: 'late', amount: 1n, cause: 'after the lock of 2025-Q1: logged late' },
      ]);
      expect(first.leftOut).toMatchObject([
        { recordId: 'late', reason: 'counted on 2025-06-03 instead, after the lock of 2025-Q1: logged late' },
      ]);
      expect(year.lines.map((it) => it.recordId).toSorted()).toEqual(['K1', 'K2', 'late']);
    });

    it('says by how much the quarter would differ as restated', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'late', ...on('2025-03-20') });
      const context = await metricContext(store, ledger.now());
      const [period] = context.calendar.parse('2025-Q1', { today: Temporal.PlainDate.from('2025-06-03') });
      if (!period) throw new Error('no quarter');
      const restatement = await readRestatement(context, {
        metric: 'calls',
        by: 'company',
        subjectId: 'all',
        period,
      });
      expect(restatement).toMatchObject({
        restated: { value: { count: 4n } },
        adjustments: [
          { side: 'later', records: 1, of: 'call', cause: 'after the lock of 2025-Q1: logged late' },
        ],
      });
    });

    it('stays with the team its owner was in at the lock', async () => {
      const ledger = await lockedQuarter();
      const teams = () => figures(ledger, 'calls', { by: 'team', in: '2025-Q1' });
      const before = await teams();
      await store.transaction((tx) =>
        makeCorrections(
          tx,
          [
            {
              personId: 'ann',
              kind: 'manager',
              value: 'west',
              from: '2025-01-01',
              to: FOREVER,
              reason: 'moved',
            },
          ],
          { madeBy: 'cli', now: ledger.now() },
        ),
      );
      await ledger.countActivities();
      expect(await teams()).toEqual(before);
    });

    it('counts the same after a rebuild', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'late', ...on('2025-03-20') });
      await log(ledger, '2025-06-04', { Id: 'K0', IsDeleted: 'true' });
      const before = await allCells(store);
      await store.db.deleteFrom('cell').execute();
      await rebuildCells(store);
      expect(await allCells(store)).toEqual(before);
    });

    it('is not lost by a rebuild that comes before it was looked at', async () => {
      const ledger = await lockedQuarter();
      await store.db
        .updateTable('activity')
        .set({ is_deleted: true })
        .where('owner_id', '=', 'cat')
        .execute();
      await store.db.insertInto('dirty_cell').values({ person_id: 'cat', day: '2025-03-11' }).execute();
      await rebuildCells(store);
      await ledger.change('2025-06-03', {});
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 2', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2')).toEqual(['CAT -1']);
    });
  });

  describe('a quarter', () => {
    it('that is opened again follows Salesforce, and what was reported elsewhere is gone from there', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'late', ...on('2025-03-20') });
      await setPeriod(ledger, '2025-Q1', 'open');
      await ledger.change('2025-06-04', {});
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 3', 'CAT 1']);
      expect(await calls(ledger, '2025-Q2')).toEqual([]);
      expect(await store.db.selectFrom('locked_activity').selectAll().execute()).toEqual([]);
    });

    it('that is locked keeps the corrections it reports of an earlier one', async () => {
      const ledger = await lockedQuarter();
      await log(ledger, '2025-06-03', { Id: 'late', ...on('2025-03-20') });
      await setPeriod(ledger, '2025-Q2', 'locked');
      await log(ledger, '2025-07-02', { Id: 'later', ...on('2025-06-20') });
      expect(await calls(ledger, '2025-Q2')).toEqual(['ANN 1']);
      expect(await calls(ledger, '2025-Q3')).toEqual(['ANN 1']);
      await setPeriod(ledger, '2025-Q1', 'open');
      await ledger.change('2025-07-03', {});
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 3', 'CAT 1']);
      // What the second quarter reported stays; the third takes it back.
      expect(await calls(ledger, '2025-Q2')).toEqual(['ANN 1']);
      expect(await calls(ledger, '2025-Q3')).toEqual([]);
      await setPeriod(ledger, '2025-Q1', 'locked');
      expect(await calls(ledger, '2025-Q1')).toEqual(['ANN 3', 'CAT 1']);
      expect(await calls(ledger, '2025')).toEqual(['ANN 4', 'CAT 1']);
    });
  });
});
