import { describe, expect, it } from 'vitest';
import { setCreditingRule } from '#ledger/crediting-rules.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { noted } from '../support/noted.ts';
import { LOST, REOPENED, WON } from '../support/oracle/small-org.ts';
import { putMember, putSplits, type Part } from '../support/splits.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const FIVE_CENTS = { ...WON, Amount: '0.05' };
const revenue = (person: string, percentage: string): Part => ({ of: 'revenue', person, percentage });
const overlay = (person: string, percentage: string): Part => ({ of: 'overlay', person, percentage });

/** What lives of bookings and overlays: "D1 ann 2 as a deal" where the part stands for the deal. */
async function shared() {
  const rows = await store.db
    .selectFrom('entry as e')
    .leftJoin('entry as r', 'r.reverses', 'e.id')
    .selectAll('e')
    .where('e.measure', 'in', ['bookings', 'overlay'])
    .where('e.reverses', 'is', null)
    .where('r.id', 'is', null)
    .execute();
  const texts = rows.map(
    (it) =>
      `${it.record_id} ${it.person_id} ${it.amount}${it.measure === 'overlay' ? ' beside' : it.deals === 1 ? ' as a deal' : ''}`,
  );
  return texts.toSorted();
}

const approved = (now: Temporal.Instant) => ({ approvedBy: 'ceo', reason: 'agreed', now });

onEachStore(use, () => {
  describe('what is left over of a deal', () => {
    it('goes to the largest remainder, among equals to the last; also of deals below nought', async () => {
      const { now } = await ledgerOrg(store, {
        deals: { D1: FIVE_CENTS, D2: { ...FIVE_CENTS, Amount: '-0.05' }, D3: { ...WON, Amount: '0.10' } },
      });
      for (const id of ['D1', 'D2']) await putSplits(store, id, [revenue('ann', '50'), revenue('ben', '50')]);
      await putSplits(store, 'D3', [revenue('ben', '35'), revenue('cat', '34'), revenue('east', '31')]);
      await settle(store, now());
      expect(await shared()).toEqual([
        'D1 ann 2 as a deal',
        'D1 ben 3',
        'D2 ann -2 as a deal',
        'D2 ben -3',
        'D3 ben 4 as a deal',
        'D3 cat 3',
        'D3 east 3',
      ]);
    });

    it('is rounded half away from nought for who is credited beside it, of won deals with an amount', async () => {
      const { now } = await ledgerOrg(store, {
        deals: {
          D1: FIVE_CENTS,
          D2: { ...FIVE_CENTS, Amount: '-0.05' },
          D3: { ...WON, Amount: '' },
          D4: LOST,
          D5: REOPENED,
          D6: { ...WON, IsDeleted: 'true' },
        },
      });
      for (const id of ['D1', 'D2', 'D3', 'D4', 'D5', 'D6'])
        await putSplits(store, id, [revenue('ann', '100'), overlay('cat', '50')]);
      await settle(store, now());
      expect(await shared()).toEqual([
        'D1 ann 5 as a deal',
        'D1 cat 3 beside',
        'D2 ann -5 as a deal',
        'D2 cat -3 beside',
      ]);
    });
  });

  describe('of the parts of a deal', () => {
    it("the owner's stands for it however small, without one the largest, of equals the first", async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: WON, D2: WON, D3: WON } });
      await putSplits(store, 'D1', [revenue('ann', '10'), revenue('ben', '90')]);
      await putSplits(store, 'D2', [revenue('ben', '40'), revenue('cat', '60')]);
      await putSplits(store, 'D3', [revenue('ben', '50'), revenue('cat', '50')]);
      await settle(store, now());
      expect(await shared()).toEqual([
        'D1 ann 1000 as a deal',
        'D1 ben 9000',
        'D2 ben 4000',
        'D2 cat 6000 as a deal',
        'D3 ben 5000 as a deal',
        'D3 cat 5000',
      ]);
    });
  });

  describe('a decision about rules', () => {
    it('is noted, and reaches the won deals from its first day on that have splits or a team', async () => {
      const { now } = await ledgerOrg(store, {
        deals: { D1: { ...WON, CloseDate: '2025-04-30' }, D2: WON, D3: WON, D4: LOST },
      });
      for (const id of ['D1', 'D2', 'D4']) await putSplits(store, id, [overlay('cat', '50')]);
      await settle(store, now());
      const rule = {
        id: 'overlay_split',
        kind: 'overlay_split',
        config: {},
        from: '2025-05-01',
        to: null,
      } as const;
      const change = { ...approved(now()), rule };
      expect(await setCreditingRule(store, { ...change, dryRun: true })).toEqual({ version: 2, deals: 1 });
      expect(await noted(store)).toEqual([]);
      expect(await setCreditingRule(store, change)).toEqual({ version: 2, deals: 1 });
      const waiting = store.db.selectFrom('changed_record').select(['object', 'record_id']);
      expect(await waiting.execute()).toEqual([{ object: 'opportunity', record_id: 'D2' }]);
      expect(await noted(store)).toEqual([
        {
          actor: 'ceo',
          action: 'crediting.changed',
          subject: '',
          detail: { rule: 'overlay_split', version: 2, from: '2025-05-01', deals: 1, reason: 'agreed' },
        },
      ]);
      expect(await setCreditingRule(store, change)).toMatchObject({ version: 3 });
    });
  });

  describe('who shares in a deal', () => {
    it('is said by splits of its amount that are there, of types in use; overlays may be of any field', async () => {
      const type = { name: 'Revenue', label: 'Revenue', is_total_validated: true, is_active: true } as const;
      const { now } = await ledgerOrg(store, { deals: { D1: WON, D2: WON } });
      const put = async (field: string | null, isActive = true) => {
        await store.db.deleteFrom('split_type').execute();
        await store.db
          .insertInto('split_type')
          .values([
            { ...type, id: 'revenue', field, is_active: isActive },
            { ...type, id: 'overlay', field, is_active: isActive, is_total_validated: false },
          ])
          .execute();
        await putSplits(store, 'D1', [revenue('ben', '100'), overlay('cat', '50')]);
        await settle(store, now());
        return (await shared()).filter((it) => it.startsWith('D1'));
      };
      const ofBen = ['D1 ben 10000 as a deal', 'D1 cat 5000 beside'];
      expect(await put('ExpectedRevenue')).toEqual(['D1 ann 10000 as a deal', 'D1 cat 5000 beside']);
      expect(await put('Amount')).toEqual(ofBen);
      expect(await put(null)).toEqual(ofBen);
      expect(await put('Amount', false)).toEqual(['D1 ann 10000 as a deal']);
      expect(await put('Amount')).toEqual(ofBen);
      await store.db.updateTable('deal_split').set({ is_deleted: true }).execute();
      await store.db
        .insertInto('changed_record')
        .values({ object: 'opportunity', record_id: 'D1' })
        .execute();
      await settle(store, now());
      expect(await shared()).toEqual(['D1 ann 10000 as a deal', 'D2 ann 10000 as a deal']);
    });

    it('is said by who is on its team, not by who was', async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: WON, D2: WON } });
      for (const person of ['ben', 'dan']) await putMember(store, 'D1', { person, role: 'Engineer' });
      await putMember(store, 'D1', { person: 'cat', role: 'Sponsor' });
      await store.db
        .updateTable('deal_team_member')
        .set({ is_deleted: true })
        .where('person_id', '=', 'dan')
        .execute();
      const config = { role: 'Engineer', percentage: '10' };
      const rule = { id: 'engineers', kind: 'team_role', config, from: '2025-01-01', to: null } as const;
      await setCreditingRule(store, { ...approved(now()), rule });
      await settle(store, now());
      expect(await shared()).toEqual([
        'D1 ann 10000 as a deal',
        'D1 ben 1000 beside',
        'D2 ann 10000 as a deal',
      ]);
    });

    it('goes by the rule of the close date, from its first day to the day before the next', async () => {
      const { now } = await ledgerOrg(store, {
        deals: {
          D1: { ...WON, CloseDate: '2025-05-14' },
          D2: { ...WON, CloseDate: '2025-05-15' },
          D3: { ...WON, CloseDate: '2025-05-16' },
        },
      });
      const overlays = (from: string, to: string | null) => ({
        ...approved(now()),
        rule: { id: 'overlay_split', kind: 'overlay_split', config: {}, from, to } as const,
      });
      const revenues = { id: 'revenue_split', kind: 'revenue_split', config: {} } as const;
      await setCreditingRule(store, {
        ...approved(now()),
        rule: { ...revenues, from: '2025-05-15', to: '2025-05-15' },
      });
      const again = { ...revenues, from: '2025-05-16', to: null };
      await setCreditingRule(store, { ...approved(now()), rule: again });
      await setCreditingRule(store, overlays('2025-05-15', '2025-05-15'));
      for (const id of ['D1', 'D2', 'D3'])
        await putSplits(store, id, [revenue('ben', '100'), overlay('cat', '50')]);
      await settle(store, now());
      const before = ['D1 ben 10000 as a deal', 'D1 cat 5000 beside'];
      expect(await shared()).toEqual([...before, 'D2 ann 10000 as a deal', 'D3 ben 10000 as a deal']);
      await setCreditingRule(store, overlays('2025-05-15', null));
      await settle(store, now());
      expect(await shared()).toEqual([
        ...before,
        'D2 ann 10000 as a deal',
        'D2 cat 5000 beside',
        'D3 ben 10000 as a deal',
        'D3 cat 5000 beside',
      ]);
    });
  });
});
