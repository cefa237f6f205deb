import { beforeAll, describe, expect, it } from 'vitest';
import { metricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import type { LeftOut } from '#metrics/left-out.ts';
import type { Basis } from '#metrics/question.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { WON } from '../support/oracle/small-org.ts';

let shared: Store;
let ledger: LedgerOrg;

async function leftOut(
  metric: string,
  by: Breakdown = 'person',
  subjectId = 'ann',
  basis: Basis = 'reported',
) {
  const context = await metricContext(ledger.store, ledger.now());
  const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-05-01'));
  return (await explain(context, { metric, by, subjectId, period, basis })).leftOut;
}

const said = (all: readonly LeftOut[]) => all.map((it) => `${it.name}: ${it.reason}`).toSorted();

onEachStore(
  (store) => (shared = store),
  () => {
    describe('what is left out of a quarter', () => {
      beforeAll(async () => {
        ledger = await ledgerOrg(shared, {
          deals: {
            D1: { ...WON, Name: 'Stays' },
            D2: { CloseDate: '2025-06-20', Name: 'Slips' },
            D3: { ...WON, Name: 'Backdated' },
            D4: { CloseDate: '2025-09-20', Name: 'Never here' },
          },
        });
        await ledger.change('2025-06-10', {
          D2: { CloseDate: '2025-07-15' },
          D3: { CloseDate: '2025-03-20' },
          D4: { CloseDate: '2025-10-01' },
        });
      });

      it('names deals that closed or were to close in it and now do so in another', async () => {
        const expected = [
          'Backdated: closes in another period, on 2025-03-20',
          'Slips: closes in another period, on 2025-07-15',
        ];
        expect(said(await leftOut('bookings'))).toEqual(expected);
        expect(said(await leftOut('open_pipeline', 'team', 'east'))).toEqual(
          expect.arrayContaining(['Slips: closes in another period, on 2025-07-15']),
        );
        expect(said(await leftOut('bookings', 'person', 'ben'))).toEqual([]);
      });

      it('gathers them under one reason', async () => {
        const groups = (await leftOut('bookings')).map((it) => it.group);
        expect(new Set(groups)).toEqual(new Set(['closes in another period now']));
      });

      it('says what was counted later instead, because the quarter was locked', async () => {
        const { db } = ledger.store;
        const first = await db
          .selectFrom('entry')
          .selectAll()
          .where('record_id', '=', 'D1')
          .where('measure', '=', 'bookings')
          .executeTakeFirstOrThrow();
        const { id, ...entry } = first;
        await db
          .insertInto('entry')
          .values({
            ...entry,
            amount: -entry.amount,
            reverses: id,
            counts_on: '2025-07-02',
            known_at: '2025-06-09T12:00:00Z',
            cause: 'after the lock of 2025-Q2: reopened',
          })
          .execute();
        expect(said(await leftOut('bookings'))).toContain(
          'Stays: −$100 counted on 2025-07-02 instead, after the lock of 2025-Q2: reopened',
        );
        // Restated it is no longer missing: it counts where it is due.
        expect(said(await leftOut('bookings', 'person', 'ann', 'restated')).join()).not.toContain('instead');
      });

      it('says to whom a deal is credited that its owner may have expected', async () => {
        const { db } = ledger.store;
        await db.updateTable('opportunity').set({ owner_id: 'ben' }).where('id', '=', 'D1').execute();
        expect(said(await leftOut('deals_won', 'person', 'ben'))).toEqual(['Stays: credited to ANN']);
      });
    });
  },
);
