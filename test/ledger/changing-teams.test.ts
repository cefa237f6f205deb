import { describe, expect, it } from 'vitest';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { WON } from '../support/oracle/small-org.ts';
import { withOrganization } from '../support/with-organization.ts';
import { bookings, company, correct, stated } from './corrected-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('a move learnt from Salesforce', () => {
    /** Ann goes from east to west on 3 June; the sync has just learnt it. */
    async function annMoves(org: LedgerOrg) {
      org.org.setToday('2025-06-03');
      await store.db
        .updateTable('assignment')
        .set({ valid_to: '2025-06-03' })
        .where('person_id', '=', 'ann')
        .execute();
      await store.db
        .insertInto('assignment')
        .values({ person_id: 'ann', manager_id: 'west', role_id: 'R-rep', valid_from: '2025-06-03' })
        .execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'ann' }).execute();
      await settle(store, org.now());
    }

    it('capability 2: keeps earlier credit in the old team and puts new credit in the new, on any day', async () => {
      const org = await company(store);
      await annMoves(org);
      expect(await bookings('team', org)).toEqual({ east: 700, west: 800, ceo: 1500 });
      await org.change('2025-06-10', {
        D5: { ...WON, CloseDate: '2025-06-05', Amount: '1600' },
        D6: { ...WON, CloseDate: '2025-06-02', Amount: '3200' },
      });
      expect(await bookings('team', org)).toEqual({ east: 3900, west: 2400, ceo: 6300 });
      expect(await bookings('team', org, '2025-06-09')).toEqual({ east: 700, west: 800, ceo: 1500 });
      expect(await bookings('person', org)).toMatchObject({ ann: 5500 });
    });

    it('does not ride along when somebody else is corrected', async () => {
      const org = await company(store);
      await annMoves(org);
      await correct(org, stated({ personId: 'cat', value: 'east', from: '2025-05-01' }));
      expect(await bookings('team', org)).toEqual({ east: 1500, ceo: 1500 });
    });
  });

  describe('the tree of managers', () => {
    it('survives a manager who left: the team and those above keep every deal, and the gap says so', async () => {
      const org = await company(store);
      await store.db.updateTable('person').set({ is_active: false }).where('id', '=', 'east').execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'east' }).execute();
      await settle(store, org.now());
      expect(await bookings('team', org)).toEqual({ east: 700, west: 800, ceo: 1500 });
      const gaps = await store.db.selectFrom('sync_gap').selectAll().execute();
      expect(gaps.map(({ effect }) => effect).join()).toContain('ANN (EAST); BEN (EAST)');
    });

    it('survives a correction that closes a circle: nobody counts twice', async () => {
      const org = await company(store);
      await correct(org, stated({ personId: 'ceo', value: 'ann', from: '2025-01-01' }));
      const teams = await bookings('team', org);
      expect(teams).toMatchObject({ ceo: 1500, east: 1500 });
      expect(teams['ann']).toBe(1500);
    });

    it('counts the deal of a leaver in the totals', async () => {
      const org = await ledgerOrg(store, {
        deals: { D1: { ...WON, OwnerId: 'dan', CloseDate: '2025-05-10' } },
      });
      await withOrganization(org);
      expect(await bookings('team', org)).toEqual({ west: 100, ceo: 100 });
    });
  });
});
