import { beforeEach, describe, expect, it } from 'vitest';
import { closePeriod } from '#ledger/period-close.ts';
import { metricContext } from '#metrics/context.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { readFigures } from '#metrics/read.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { LOST, REOPENED, WON } from '../support/oracle/small-org.ts';
import { putItems, putMapped, remarksOf, valueOf, whyOf } from './support/catalogue-org.ts';

let store: Store;
let ledger: LedgerOrg;

onEachStore(
  (opened) => {
    store = opened;
  },
  () => {
    /** D1: 10 pieces for 100, cost 60. D2: lines 0.05 off over 5 pieces. D3: 0.06 off. D4: no lines. D5: no cost. */
    beforeEach(async () => {
      ledger = await ledgerOrg(store, {
        deals: {
          D1: WON,
          D2: { ...WON, Amount: '50.05' },
          D3: { ...WON, Amount: '50.06' },
          D4: WON,
          D5: WON,
          D6: LOST,
        },
      });
      await putItems(store, [
        { id: 'L1', deal: 'D1', quantity: '6', price: '10' },
        { id: 'L2', deal: 'D1', quantity: '4', price: '10' },
        { id: 'L3', deal: 'D2', quantity: '5', price: '10' },
        { id: 'L4', deal: 'D3', quantity: '5', price: '10' },
        { id: 'L5', deal: 'D5', quantity: '10', price: '10' },
      ]);
      await putMapped(store, 'line_cost', { L1: '36', L2: '24.00', L3: '40.05', L4: '40' });
    });

    it('units are the pieces on the lines of won deals; deals without lines are named', async () => {
      expect(await valueOf(ledger, 'units')).toBe('30');
      expect(await remarksOf(ledger, 'units')).toEqual(['1 record left out: no product lines']);
    });

    it('margin counts deals whose lines carry a cost and reach the amount within 0.01 a unit; others are missing', async () => {
      expect(await valueOf(ledger, 'margin')).toBe('50.00');
      const { lines, leftOut, total } = await whyOf(ledger, 'margin');
      expect(lines.map((it) => `${it.recordId} ${it.counts}`).toSorted()).toEqual(['D1 4000', 'D2 1000']);
      expect(total.counts).toBe(50_00n);
      expect(leftOut.map((it) => `${it.recordId} ${it.reason}`).toSorted()).toEqual([
        'D3 its lines do not reach its amount',
        'D4 no product lines',
        'D5 its lines carry no cost',
      ]);
    });

    it('a discount on the whole deal leaves it in the margin: lines at list price exceed the amount', async () => {
      await ledger.change('2025-06-03', { D6: { ...WON, Amount: '80' } });
      await putItems(store, [{ id: 'L6', deal: 'D6', quantity: '10', price: '10' }]);
      await putMapped(store, 'line_cost', { L6: '70' });
      expect(await valueOf(ledger, 'margin')).toBe('60.00');
    });

    it('profit takes off the selling expense too, and is no number while nobody maps it', async () => {
      expect(await valueOf(ledger, 'profit')).toBe('no deal has all that is needed');
      await putMapped(store, 'selling_expense', { D1: '15.50' });
      expect(await valueOf(ledger, 'profit')).toBe('24.50');
    });

    it('a reopened deal takes its margin back', async () => {
      await ledger.change('2025-06-03', { D1: REOPENED });
      expect(await valueOf(ledger, 'margin')).toBe('10.00');
    });

    describe('after the lock of its quarter', () => {
      const lock = async (state: 'locked' | 'open', day = '2025-05-01') => {
        const { calendar } = await metricContext(store, ledger.now());
        const period = calendar.periodOf('quarter', Temporal.PlainDate.from(day));
        await closePeriod(store, { period, state, changedBy: 'U1', reason: 'close', now: ledger.now() });
      };

      it('the margin stays what it was, whatever becomes of lines, costs and amounts', async () => {
        await lock('locked');
        await putMapped(store, 'line_cost', { L5: '10' });
        await store.db.updateTable('line_item').set({ quantity: '1' }).where('id', '=', 'L1').execute();
        await store.db
          .updateTable('mapped_value')
          .set({ value: '1' })
          .where('record_id', '=', 'L2')
          .execute();
        await ledger.change('2025-07-03', { D2: { Amount: '60.05' } });
        expect(await valueOf(ledger, 'margin')).toBe('50.00');
        expect(await valueOf(ledger, 'units')).toBe('30');
        const { lines, total } = await whyOf(ledger, 'margin');
        expect(lines.map((it) => `${it.recordId} ${it.counts}`).toSorted()).toEqual(['D1 4000', 'D2 1000']);
        expect(total.counts).toBe(50_00n);
        await lock('locked', '2025-02-01');
        expect(await valueOf(ledger, 'margin')).toBe('50.00');
      });

      it('restated, the margin is that of the lines, costs and amounts as they are now', async () => {
        await lock('locked');
        await putMapped(store, 'line_cost', { L5: '10' });
        await ledger.change('2025-07-03', { D2: { Amount: '60.05' } });
        const context = await metricContext(store, ledger.now());
        const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-05-01'));
        const asked = { metric: 'margin', by: 'company', period, basis: 'restated' } as const;
        const [figure] = await readFigures(context, asked);
        expect(figure && exactText(figure.value)).toBe('130.00');
      });

      it('a reopened deal takes back in the running quarter what it had brought, not what it would bring now', async () => {
        await lock('locked');
        await store.db.updateTable('mapped_value').set({ value: '1' }).execute();
        await ledger.change('2025-07-03', { D1: REOPENED });
        expect(await valueOf(ledger, 'margin')).toBe('50.00');
        const context = await metricContext(store, ledger.now());
        const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-07-03'));
        const [figure] = await readFigures(context, { metric: 'margin', by: 'company', period });
        expect(figure && exactText(figure.value)).toBe('-40.00');
      });

      it('is kept of the decisions on its days alone, until it is open again', async () => {
        const on = (CloseDate: string) => ({ ...WON, CloseDate });
        await ledger.change('2025-07-02', {
          D1: REOPENED,
          D2: REOPENED,
          D3: REOPENED,
          D4: REOPENED,
          E1: on('2025-03-31'),
          E2: on('2025-04-01'),
          E3: on('2025-06-30'),
          E4: on('2025-07-01'),
        });
        const kept = async () => {
          const facts = store.db
            .selectFrom('locked_fact')
            .innerJoin('entry', 'entry.id', 'locked_fact.entry_id');
          const rows = await facts.select(['record_id', 'measure']).orderBy('record_id').execute();
          return rows.map((it) => `${it.record_id} ${it.measure}`);
        };
        await lock('locked');
        const second = ['D1 won', 'D2 won', 'D3 won', 'D4 won', 'D5 won', 'D6 lost', 'E2 won', 'E3 won'];
        expect(await kept()).toEqual(second);
        await lock('locked', '2025-02-01');
        expect(await kept()).toEqual([...second.slice(0, 6), 'E1 won', ...second.slice(6)]);
        await lock('open');
        expect(await kept()).toEqual(['E1 won']);
      });

      it('follows Salesforce again as soon as the quarter is open', async () => {
        await lock('locked');
        await putMapped(store, 'line_cost', { L5: '10' });
        await lock('open');
        expect(await valueOf(ledger, 'margin')).toBe('140.00');
      });
    });

    it('the customer score of a deal is its own, else that of its account', async () => {
      await putMapped(store, 'customer_score', { D1: '5', A1: '3', A2: '2' });
      await putMapped(store, 'selling_expense', { A1: '99', D2: '98' });
      await ledger.change('2025-06-03', { D1: { AccountId: 'A2' }, D2: { AccountId: 'A1' } });
      expect(await valueOf(ledger, 'customer_score')).toBe('4');
    });

    it('the customer score is the mean over won deals that have one', async () => {
      expect(await valueOf(ledger, 'customer_score')).toBe('no scores');
      await putMapped(store, 'customer_score', { D1: '9', D2: '8.5', D6: '1' });
      expect(await valueOf(ledger, 'customer_score')).toBe('8.75');
    });

    describe('needed coverage', () => {
      it('capability 30: is one divided by the win rate of the value decided', async () => {
        // 400.11 won, 100 lost.
        expect(await valueOf(ledger, 'needed_coverage')).toBe('1.249931');
      });
    });
  },
);
