import { describe, expect, it } from 'vitest';
import { transferCredit } from '#ledger/transfers.ts';
import { Refusal } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { figures } from '../support/credit-figures.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { noted } from '../support/noted.ts';
import { LOST, REOPENED, WON } from '../support/oracle/small-org.ts';
import { putSplits } from '../support/splits.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

async function transfer({ now }: LedgerOrg, from: string, to: string): Promise<void> {
  const approved = { effectiveOn: '2025-06-01', approvedBy: 'ceo', reason: 'territory handed over' };
  await transferCredit(store, { dealId: 'D1', from, to, ...approved, now: now() });
  await settle(store, now());
}

onEachStore(use, () => {
  describe('capability 3: credit is frozen at the close', () => {
    it('a later owner does not move it', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: {} } });
      await ledger.change('2025-06-03', { D1: WON });
      await ledger.change('2025-06-04', { D1: { OwnerId: 'cat' } });
      await ledger.change('2025-06-05', { D1: { Amount: '200' } });
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 200.00']);
      expect(await figures(ledger, 'deals_won')).toEqual(['ANN 1']);
    });

    it('an owner seen first together with the closing counts', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: {} } });
      await ledger.change('2025-06-03', { D1: { ...WON, OwnerId: 'cat' } });
      expect(await figures(ledger, 'bookings')).toEqual(['CAT 100.00']);
    });

    it('a deal of the first load is its owner as read', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON } });
      await ledger.change('2025-06-03', { D1: { OwnerId: 'cat' } });
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 100.00']);
    });

    it('a deal reopened and closed again, or closed the other way, is credited to its owner then', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON, D2: LOST } });
      await ledger.change('2025-06-03', { D1: { ...REOPENED, OwnerId: 'cat' } });
      await ledger.change('2025-06-04', { D1: WON, D2: { OwnerId: 'ben' } });
      await ledger.change('2025-06-05', { D2: WON });
      expect(await figures(ledger, 'bookings')).toEqual(['BEN 100.00', 'CAT 100.00']);
    });

    it('a deal lost by one and won by another at the same moment is the one who won it', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: {} } });
      await ledger.change('2025-06-03', { D1: LOST });
      await ledger.change('2025-06-03', { D1: { ...WON, OwnerId: 'cat' } });
      await ledger.change('2025-06-04', { D1: { OwnerId: 'ben' } });
      expect(await figures(ledger, 'bookings')).toEqual(['CAT 100.00']);
    });

    it('a deal deleted and brought back is credited as before', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON } });
      await ledger.change('2025-06-03', { D1: { OwnerId: 'cat', IsDeleted: 'true' } });
      expect(await figures(ledger, 'bookings')).toEqual([]);
      await ledger.change('2025-06-04', { D1: { IsDeleted: 'false' } });
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 100.00']);
    });
  });

  describe('an approved transfer', () => {
    it('moves the credit, on the close date and into the team of the receiver', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON } });
      await transfer(ledger, 'ann', 'cat');
      expect(await figures(ledger, 'bookings')).toEqual(['CAT 100.00']);
      expect(await figures(ledger, 'bookings', { by: 'team', in: '2025-05' })).toContain('WEST 100.00');
      const agreed = { deal: 'D1', effectiveOn: '2025-06-01', reason: 'territory handed over' };
      const line = { actor: 'ceo', action: 'credit.transferred', subject: 'ann' };
      expect(await noted(store)).toEqual([{ ...line, detail: { ...agreed, from: 'ann', to: 'cat' } }]);
    });

    it('is known only from the day it was made', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON } });
      await transfer(ledger, 'ann', 'cat');
      const entries = await store.db
        .selectFrom('entry')
        .selectAll()
        .where('measure', '=', 'won')
        .orderBy('id')
        .execute();
      expect(entries.map((it) => `${it.person_id} ${it.amount} ${it.known_at.slice(0, 10)}`)).toEqual([
        'ann 1 2025-03-01',
        'ann -1 2025-06-02',
        'cat 1 2025-06-02',
      ]);
    });

    it('follows another one, and moves a part of a split deal into the part of the receiver', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON } });
      await putSplits(store, 'D1', [
        { of: 'revenue', person: 'ann', percentage: '60' },
        { of: 'revenue', person: 'ben', percentage: '40' },
      ]);
      await transfer(ledger, 'ann', 'cat');
      expect(await figures(ledger, 'bookings')).toEqual(['BEN 40.00', 'CAT 60.00']);
      await transfer(ledger, 'cat', 'ben');
      expect(await figures(ledger, 'bookings')).toEqual(['BEN 100.00']);
    });

    it('ends when the deal is reopened, not when another one is, nor by a reopening before it', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: WON, D2: LOST } });
      await ledger.change('2025-06-02', { D1: REOPENED });
      await ledger.change('2025-06-02', { D1: WON });
      await transfer(ledger, 'ann', 'cat');
      await ledger.change('2025-06-02', { D1: { Amount: '200' }, D2: REOPENED });
      await ledger.change('2025-06-03', { D1: { Amount: '300' }, D2: { Amount: '300' } });
      expect(await figures(ledger, 'bookings')).toEqual(['CAT 300.00']);
      await ledger.change('2025-06-03', { D1: REOPENED });
      await ledger.change('2025-06-04', { D1: WON });
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 300.00']);
    });

    it('is refused for an open deal, for people unknown and for a day to come, each in its words', async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: {}, D2: WON } });
      const given = { dealId: 'D2', from: 'ann', to: 'cat', effectiveOn: '2025-06-02', now: now() };
      const approved = { ...given, approvedBy: 'ceo', reason: 'agreed' };
      for (const [wrong, words] of [
        [{ dealId: 'D1' }, 'still open'],
        [{ dealId: 'D9' }, 'There is no deal D9'],
        [{ to: 'nobody' }, 'not known here'],
        [{ to: 'ann' }, 'both people are the same'],
        [{ effectiveOn: '2025-06-03' }, '2025-06-03 has not come yet'],
      ] as const) {
        const refused = transferCredit(store, { ...approved, ...wrong });
        await expect(refused).rejects.toBeInstanceOf(Refusal);
        await expect(refused).rejects.toThrow(words);
      }
      // In New York it is still 2 June.
      const atNight = { ...approved, now: Temporal.Instant.from('2025-06-03T02:00:00Z') };
      await expect(transferCredit(store, { ...atNight, effectiveOn: '2025-06-03' })).rejects.toThrow(
        'not come',
      );
      await transferCredit(store, approved);
      const waiting = store.db.selectFrom('changed_record').select(['object', 'record_id']);
      expect(await waiting.execute()).toEqual([{ object: 'opportunity', record_id: 'D2' }]);
    });
  });
});
