import { describe, expect, it } from 'vitest';
import { makeCorrections } from '#ledger/correct.ts';
import { closePeriod } from '#ledger/period-close.ts';
import { transferCredit } from '#ledger/transfers.ts';
import { FOREVER } from '#model/placement.ts';
import { metricContext } from '#metrics/context.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { LOST, REOPENED, WON } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const Q1 = { ...WON, Amount: '1000', CloseDate: '2025-03-10' };

async function lock({ now }: LedgerOrg, span: string): Promise<void> {
  const { calendar } = await metricContext(store, now());
  for (const period of calendar.parse(span, { today: Temporal.PlainDate.from('2025-06-02') }))
    await closePeriod(store, { period, state: 'locked', changedBy: 'ceo', reason: 'closed', now: now() });
}

async function lockedQuarter(deals: Readonly<Record<string, Record<string, string>>>): Promise<LedgerOrg> {
  const ledger = await ledgerOrg(store, { deals });
  await lock(ledger, '2025-Q1');
  return ledger;
}

/** The words in the causes of a deal's moved entries. */
async function whatHappened() {
  const rows = await store.db
    .selectFrom('entry')
    .select(['record_id', 'cause'])
    .where('cause', 'is not', null)
    .orderBy('record_id')
    .execute();
  const words = rows.map((it) => [it.record_id, it.cause?.replace('after the lock of ', '')] as const);
  const ofDeals = Map.groupBy(words, ([id]) => id);
  return Object.fromEntries([...ofDeals].map(([id, own]) => [id, [...new Set(own.map(([, what]) => what))]]));
}

onEachStore(use, () => {
  describe('why an entry is reported after a lock', () => {
    it('names what happened, also to a deal without an amount', async () => {
      const ledger = await lockedQuarter({
        D1: Q1,
        D3: { ...Q1, ...REOPENED },
        D4: { ...Q1, CloseDate: '2025-05-01' },
        D5: Q1,
        D6: { ...Q1, ...LOST },
        D7: Q1,
        D8: Q1,
        D9: { ...Q1, Amount: '' },
        DA: { ...Q1, Amount: '' },
        DB: Q1,
      });
      const give = { from: 'ann', to: 'ben', effectiveOn: '2025-06-01', approvedBy: 'ceo', reason: 'agreed' };
      for (const dealId of ['D9', 'DB']) await transferCredit(store, { ...give, dealId, now: ledger.now() });
      await ledger.change('2025-06-03', {
        D1: { IsDeleted: 'true' },
        D3: WON,
        D4: { CloseDate: '2025-03-31' },
        D5: LOST,
        D6: WON,
        D7: { CloseDate: '2025-04-01' },
        D8: { CurrencyIsoCode: 'AUD' },
        DA: { Amount: '1' },
      });
      expect(await whatHappened()).toEqual({
        D1: ['2025-Q1: deleted'],
        D3: ['2025-Q1: closed late'],
        D4: ['2025-Q1: backdated'],
        D5: ['2025-Q1: now lost'],
        D6: ['2025-Q1: now won'],
        D7: ['2025-Q1: closed later than it was'],
        D8: ['2025-Q1: amount changed'],
        D9: ['2025-Q1: credited to someone else'],
        DA: ['2025-Q1: amount changed'],
        DB: ['2025-Q1: credited to someone else'],
      });
    });

    it('is credited anew when a correction moves it to another team', async () => {
      const ledger = await lockedQuarter({ D1: Q1, D2: { ...Q1, OwnerId: 'cat' } });
      const moved = {
        personId: 'ann',
        kind: 'manager',
        value: 'west',
        from: '2025-01-01',
        to: FOREVER,
      } as const;
      const saying = { madeBy: 'cli', now: ledger.now() };
      await store.transaction((tx) => makeCorrections(tx, [{ ...moved, reason: 'moved' }], saying));
      await settle(store, ledger.now());
      expect(await whatHappened()).toEqual({ D1: ['2025-Q1: credited anew'] });
    });

    it('concerns the days of the lock alone, and is named after the narrowest', async () => {
      const days = ['2024-12-31', '2025-01-01', '2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01'];
      const ledger = await ledgerOrg(store, {
        deals: Object.fromEntries(days.map((CloseDate, n) => [`D${n}`, { ...Q1, CloseDate }])),
      });
      for (const span of ['2025-03', '2025-Q1']) await lock(ledger, span);
      await ledger.change('2025-06-03', Object.fromEntries(days.map((_, n) => [`D${n}`, REOPENED])));
      expect(await whatHappened()).toEqual({
        D1: ['2025-Q1: reopened'],
        D2: ['2025-Q1: reopened'],
        D3: ['2025-03: reopened'],
        D4: ['2025-03: reopened'],
      });
    });
  });
});
