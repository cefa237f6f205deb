import { describe, expect, it } from 'vitest';
import { creditChanged } from '#ledger/credit.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { LOST, REOPENED, WON } from '../support/oracle/small-org.ts';

let store: Store;

async function entries() {
  const rows = await store.db.selectFrom('entry').selectAll().orderBy('id').execute();
  return rows.map((it) => `${it.reverses === null ? '' : 'not '}${it.person_id} ${it.measure} ${it.amount}`);
}

async function facts() {
  const rows = await store.db
    .selectFrom('fact')
    .selectAll()
    .where('name', 'like', 'deal.%')
    .orderBy('seq')
    .execute();
  return rows.map((it) => `${it.name} ${it.subject}`);
}

async function payloads() {
  const rows = await store.db
    .selectFrom('fact')
    .select('payload')
    .where('name', 'like', 'deal.%')
    .orderBy('seq')
    .execute();
  return rows.map((it) => it.payload);
}

async function liveBookings() {
  const rows = await store.db
    .selectFrom('entry as e')
    .leftJoin('entry as r', 'r.reverses', 'e.id')
    .select(['e.lineage_id', 'e.role_id', 'e.territory_id', 'e.person_id', 'e.amount', 'e.effective_on'])
    .where('e.measure', '=', 'bookings')
    .where('e.reverses', 'is', null)
    .where('r.id', 'is', null)
    .execute();
  return rows;
}

const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('a deal that closes', () => {
    it('credits its owner with the amount, one deal won and the local days it took', async () => {
      // Created at 03:30 UTC on 2 March, which is still 1 March in New York.
      const { change } = await ledgerOrg(store, {
        deals: { D1: { CreatedDate: '2025-03-02T03:30:00.000+0000' } },
      });
      expect(await entries()).toEqual([]);
      await change('2025-06-03', { D1: WON });
      expect((await entries()).toSorted()).toEqual(['ann bookings 10000', 'ann cycle_days 70', 'ann won 1']);
      expect(await facts()).toEqual(['deal.won D1']);
      const told = {
        name: 'Deal D1',
        ownerId: 'ann',
        currency: 'USD',
        closeOn: '2025-05-10',
        isDeleted: false,
      };
      expect(await payloads()).toEqual([{ ...told, amount: '10000', was: null }]);
      await change('2025-06-04', { D1: { Amount: '', OwnerId: '', IsDeleted: 'true' } });
      expect((await payloads()).at(-1)).toEqual({
        ...told,
        amount: null,
        ownerId: '',
        was: 'won',
        isDeleted: true,
      });
    });

    it('counts as one deal lost when it is not won', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: {} } });
      await change('2025-06-03', { D1: LOST });
      expect(await entries()).toEqual(['ann lost 1']);
      expect(await facts()).toEqual(['deal.lost D1']);
    });

    it('counts as won without bookings when it has no amount', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: { Amount: '' } } });
      await change('2025-06-03', { D1: WON });
      expect((await entries()).toSorted()).toEqual(['ann cycle_days 70', 'ann won 1']);
    });

    it('counts for nobody, but counts, when it has no owner', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: { OwnerId: '' } } });
      await change('2025-06-03', { D1: WON });
      expect(await entries()).toContain(' bookings 10000');
    });

    it("counts for the deal's own territory, and only without one for its owner's", async () => {
      const { change } = await ledgerOrg(store, {
        deals: { D1: { Territory2Id: 'T-west' }, D2: {}, D3: { OwnerId: 'cat' } },
      });
      await change('2025-06-03', { D1: WON, D2: WON, D3: WON });
      expect((await liveBookings()).map((it) => it.territory_id).toSorted()).toEqual([
        '',
        'T-east',
        'T-west',
      ]);
    });
  });

  describe('where a deal counts', () => {
    it('is the role and the chain of managers of its owner, also for who has no manager', async () => {
      await ledgerOrg(store, { deals: { D1: { ...WON, OwnerId: 'ceo' } } });
      expect(await liveBookings()).toMatchObject([{ person_id: 'ceo', role_id: 'R-lead' }]);
      const lineages = await store.db.selectFrom('lineage').select(['person_id', 'managers']).execute();
      expect(lineages).toEqual([{ person_id: 'ceo', managers: [] }]);
    });
  });

  describe('a change after the close', () => {
    it('appends a reversal and a new entry; what was written stays', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: {} } });
      await change('2025-06-03', { D1: WON });
      const before = await entries();
      await change('2025-06-04', { D1: { Amount: '150' } });
      const after = await entries();
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after.slice(before.length).toSorted()).toEqual([
        'ann bookings 15000',
        'not ann bookings -10000',
      ]);
      expect(await facts()).toEqual(['deal.won D1']);
    });

    it('takes everything back when the deal reopens, and says so', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: {} } });
      await change('2025-06-03', { D1: WON });
      await change('2025-06-04', { D1: REOPENED });
      expect(await liveBookings()).toEqual([]);
      expect(await facts()).toEqual(['deal.won D1', 'deal.reopened D1']);
    });

    it('takes everything back when the deal is deleted, and gives it again when it is undeleted', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON } });
      await change('2025-06-03', { D1: { IsDeleted: 'true' } });
      expect(await liveBookings()).toEqual([]);
      await change('2025-06-04', { D1: { IsDeleted: 'false' } });
      expect(await liveBookings()).toHaveLength(1);
    });

    it('moves the credit with the close date', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON } });
      await change('2025-06-03', { D1: { CloseDate: '2025-05-20' } });
      expect(await liveBookings()).toMatchObject([{ person_id: 'ann', effective_on: '2025-05-20' }]);
    });

    it("of the deal's territory moves the credit, also back to the owner's", async () => {
      const { change } = await ledgerOrg(store, {
        deals: { D1: { ...WON, Territory2Id: 'T-west' }, D2: {} },
      });
      await change('2025-06-03', { D1: { Territory2Id: '' } });
      expect(await liveBookings()).toMatchObject([{ territory_id: 'T-east' }]);
      await change('2025-06-04', { D1: { Territory2Id: 'T-west' } });
      expect(await liveBookings()).toMatchObject([{ territory_id: 'T-west' }]);
      await change('2025-06-05', { D1: { IsDeleted: 'true' }, D2: { Amount: '150' } });
      await change('2025-06-05', { D2: { ...WON, Territory2Id: 'T-west' } });
      await change('2025-06-06', { D2: { Territory2Id: '' } });
      expect(await liveBookings()).toMatchObject([{ territory_id: 'T-east' }]);
    });
  });

  describe('a deal read before its organisation', () => {
    it('is never credited: neither zone nor currency is known', async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: WON } });
      await store.db.deleteFrom('organization').execute();
      expect(await creditChanged(store, { now: now() })).toEqual({ deals: 0, more: false });
      await store.db
        .insertInto('changed_record')
        .values({ object: 'opportunity', record_id: 'D1' })
        .execute();
      await expect(creditChanged(store, { now: now() })).rejects.toThrow('before the organization');
      expect(await store.db.selectFrom('changed_record').select('record_id').execute()).toHaveLength(1);
    });
  });

  describe('what changes nothing', () => {
    it('is a deal marked again without a difference', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON } });
      const before = await entries();
      await change('2025-06-03', { D1: { Name: 'Renamed' } });
      expect(await entries()).toEqual(before);
    });

    it('is a second run', async () => {
      const { change, now } = await ledgerOrg(store, { deals: { D1: {} } });
      await change('2025-06-03', { D1: WON });
      const before = await entries();
      expect(await creditChanged(store, { now: now() })).toEqual({ deals: 0, more: false });
      expect(await entries()).toEqual(before);
    });

    it('is a deal marked twice, which is looked at once; as many marks at a time as asked for', async () => {
      const { now } = await ledgerOrg(store, { deals: { D1: WON, D2: WON } });
      const before = await entries();
      const marks = ['D1', 'D1', 'D2'].map((record_id) => ({ object: 'opportunity', record_id }));
      await store.db.insertInto('changed_record').values(marks).execute();
      const look = () => creditChanged(store, { now: now(), limit: 2 });
      expect(await look()).toEqual({ deals: 1, more: true });
      expect(await look()).toEqual({ deals: 1, more: false });
      expect(await look()).toEqual({ deals: 0, more: false });
      expect(await entries()).toEqual(before);
    });

    it('is another worker crediting at the same time', async () => {
      const deals = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`D${n}`, WON]));
      const { now } = await ledgerOrg(store, { deals });
      const before = await entries();
      const marks = Object.keys(deals).map((record_id) => ({ object: 'opportunity', record_id }));
      await store.db.insertInto('changed_record').values(marks).execute();
      await store.db.updateTable('opportunity').set({ amount: 1n }).execute();
      const workers = Array.from({ length: 4 }, () => creditChanged(store, { now: now(), limit: 3 }));
      const taken = await Promise.all(workers);
      expect(taken.reduce((sum, it) => sum + it.deals, 0)).toBe(9);
      expect(await entries()).toHaveLength(before.length + 18);
    });

    it('is another manager, role or territory of the owner learned of later', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON } });
      const [before] = await liveBookings();
      await store.db
        .updateTable('assignment')
        .set({ manager_id: 'west', role_id: 'R-lead' })
        .where('person_id', '=', 'ann')
        .execute();
      await store.db.updateTable('territory_assignment').set({ territory_id: 'T-west' }).execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'ann' }).execute();
      await change('2025-06-03', { D1: { Name: 'Renamed' } });
      expect(await liveBookings()).toEqual([before]);
    });
  });
});
