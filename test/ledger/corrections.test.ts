import { describe, expect, it } from 'vitest';
import { listCorrections, previewCorrections, withdrawCorrection } from '#ledger/correct.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import { must } from '#lib/errors.ts';
import { EVER } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { withOrganization } from '../support/with-organization.ts';
import { bookings, company, correct, figures, stated } from './corrected-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('a correction of where a person stood', () => {
    it('capability 2: puts credit since 15 May into the new team and leaves earlier credit in the old one', async () => {
      const org = await company(store);
      expect(await bookings('team', org)).toEqual({ east: 700, west: 800, ceo: 1500 });
      await correct(org, stated({}));
      expect(await bookings('team', org)).toEqual({ east: 300, west: 1200, ceo: 1500 });
    });

    it('leaves entries as they were, adding reversals and new ones, so that a past day says what it said', async () => {
      const org = await company(store);
      const before = await store.db.selectFrom('entry').selectAll().orderBy('id').execute();
      org.org.setToday('2025-06-10');
      await correct(org, stated({}));
      const after = await store.db.selectFrom('entry').selectAll().orderBy('id').execute();
      expect(after.slice(0, before.length)).toEqual(before);
      const added = after.slice(before.length);
      expect(added.filter((it) => it.reverses !== null)).toHaveLength(3);
      expect(added.filter((it) => it.reverses === null)).toHaveLength(3);
      expect(new Set(added.map((it) => it.record_id))).toEqual(new Set(['D3']));
      expect(await bookings('team', org, '2025-06-09')).toMatchObject({ east: 700, west: 800 });
      expect(await bookings('team', org)).toMatchObject({ east: 300, west: 1200 });
    });

    it('moves everyone below a corrected manager with them', async () => {
      const org = await company(store);
      const made = await correct(
        org,
        stated({ personId: 'east', value: 'west', from: '2025-05-01', to: '2025-05-15' }),
      );
      expect(made).toEqual({ people: 3, deals: 1 });
      expect(await bookings('team', org)).toMatchObject({ east: 700, west: 1000, ceo: 1500 });
    });

    it('changes role and territory on its days alone', async () => {
      const org = await company(store);
      const may = { from: '2025-05-01', to: '2025-05-15' };
      await correct(
        org,
        stated({ ...may, kind: 'role', value: 'R-lead' }),
        stated({ ...may, kind: 'territory', value: 'T-west' }),
      );
      expect(await bookings('role', org)).toEqual({ 'R-rep': 1300, 'R-lead': 200 });
      expect(await bookings('territory', org)).toEqual({ 'T-east': 500, 'T-west': 200, '': 800 });
    });

    it('is undone by taking it back, and the list no longer shows it', async () => {
      const org = await company(store);
      await correct(org, stated({}));
      const [kept] = await listCorrections(store, { limit: 10 });
      expect(kept).toMatchObject({ personId: 'ann', kind: 'manager', value: 'west', madeBy: 'cli' });
      const saying = { madeBy: 'U1', now: org.now() };
      await store.transaction((tx) => withdrawCorrection(tx, must(kept, 'a correction').id, saying));
      await settle(store, org.now());
      expect(await bookings('team', org)).toMatchObject({ east: 700, west: 800 });
      expect(await listCorrections(store, { limit: 10 })).toEqual([]);
      await expect(
        store.transaction((tx) => withdrawCorrection(tx, must(kept, 'a correction').id, saying)),
      ).rejects.toThrow('taken back already');
    });

    it('moves open deals from its first day on, and not in what was shown before it was made', async () => {
      const open = { CloseDate: '2025-06-20' };
      const org = await withOrganization(await ledgerOrg(store, { deals: { D1: open } }));
      org.org.setToday('2025-06-10');
      await correct(org, stated({}));
      const pipeline = (asOf?: string) => figures(org, { metric: 'open_pipeline', by: 'team', asOf });
      expect(await pipeline()).toEqual({ west: 100, ceo: 100 });
      expect(await pipeline('2025-06-09')).toEqual({ east: 100, ceo: 100 });
    });

    it('capability 2: a dotted line is a named team beside the managers; a deal counts once in each', async () => {
      const org = await company(store);
      const blue = { kind: 'team', value: 'Blue', from: '2025-05-01' } as const;
      await correct(
        org,
        stated(blue),
        stated({ ...blue, personId: 'cat' }),
        stated({ ...blue, personId: 'east' }),
      );
      expect(await bookings('team', org)).toEqual({ 'team:Blue': 1400, east: 700, west: 800, ceo: 1500 });
      const facts = await readPersonFacts(store, { kinds: ['manager', 'team'], personIds: ['ann'] });
      expect(facts.map(({ kind, value, from }) => [kind, value, from])).toEqual([
        ['manager', 'east', EVER],
        ['team', 'Blue', '2025-05-01'],
      ]);
    });

    it('moves calls to the team of the corrected day as well', async () => {
      const org = await ledgerOrg(store, {
        prepare: ({ put }) =>
          put('Task', {
            Id: 'K1',
            OwnerId: 'ann',
            TaskSubtype: 'Call',
            IsClosed: 'true',
            CompletedDateTime: '2025-05-20T15:00:00.000+0000',
          }),
      });
      await correct(org, stated({}));
      const cells = await store.db.selectFrom('cell').select(['lineage_id', 'n']).execute();
      const lineage = await store.db.selectFrom('lineage').selectAll().execute();
      expect(cells.map((it) => lineage.find(({ id }) => id === it.lineage_id)?.managers)).toEqual([
        ['west', 'ceo'],
      ]);
    });

    it('is only tried in a preview: nothing is kept, and it says how far it would reach', async () => {
      const org = await company(store);
      const saying = { madeBy: 'U1', now: org.now() };
      expect(await previewCorrections(store, [stated({})], saying)).toEqual({ people: 1, deals: 1 });
      expect(await listCorrections(store, { limit: 10 })).toEqual([]);
      expect(await store.db.selectFrom('changed_record').selectAll().execute()).toEqual([]);
    });

    it('that touches neither team, role nor territory credits nothing anew', async () => {
      const org = await company(store);
      const made = await correct(
        org,
        stated({ kind: 'ramp', value: '0.5' }),
        stated({ kind: 'leave', value: 'leave' }),
      );
      expect(made).toEqual({ people: 1, deals: 0 });
    });
  });
});
