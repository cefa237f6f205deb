import { describe, expect, it } from 'vitest';
import { listCorrections, makeCorrections, previewCorrections, withdrawCorrection } from '#ledger/correct.ts';
import type { StatedFact } from '#ledger/correct.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { EVER, FOREVER } from '#model/placement.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { WON } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const PERIOD = { type: 'quarter', id: '2025-Q2', start: day('2025-04-01'), end: day('2025-07-01') } as const;

/** Ann's deals of April and May, and one of Cat's; loaded on 2 June 2025. */
const DEALS = {
  D1: { ...WON, CloseDate: '2025-04-10' },
  D2: { ...WON, CloseDate: '2025-05-14', Amount: '200' },
  D3: { ...WON, CloseDate: '2025-05-15', Amount: '400' },
  D4: { ...WON, CloseDate: '2025-05-20', OwnerId: 'cat', Amount: '800' },
};

function stated(fact: Partial<StatedFact>): StatedFact {
  const base = { personId: 'ann', kind: 'manager', value: 'west', from: '2025-05-15', to: FOREVER } as const;
  return { ...base, reason: 'moved in May', ...fact };
}

async function correct({ now }: LedgerOrg, ...facts: readonly StatedFact[]) {
  const made = await store.transaction((tx) => makeCorrections(tx, facts, { madeBy: 'cli', now: now() }));
  await settle(store, now());
  return made;
}

type By = 'team' | 'role' | 'territory' | 'person';

async function figures({ now }: LedgerOrg, asked: { metric: string; by: By; asOf?: string | undefined }) {
  const context = await metricContext(store, now());
  const question = { metric: asked.metric, by: asked.by, period: PERIOD };
  const read = await readFigures(context, asked.asOf ? { ...question, asOf: day(asked.asOf) } : question);
  return Object.fromEntries(
    read.flatMap(({ subject, value }) =>
      value.kind === 'money' && value.money.minor !== 0n
        ? [[subject.id, Number(value.money.minor) / 100]]
        : [],
    ),
  );
}

const bookings = (by: By, org: LedgerOrg, asOf?: string) => figures(org, { metric: 'bookings', by, asOf });

async function withOrganisation(made: LedgerOrg): Promise<LedgerOrg> {
  await store.db
    .insertInto('organization')
    .values({
      id: 'O',
      name: 'Small',
      time_zone: 'America/New_York',
      locale: 'en_US',
      fiscal_year_start_month: 1,
      uses_start_date_as_fiscal_year_name: false,
      week_start: 1,
      is_sandbox: true,
      currency: 'USD',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return made;
}

const company = async () => withOrganisation(await ledgerOrg(store, { deals: DEALS }));

onEachStore(use, () => {
  describe('a correction of where a person stood', () => {
    it('capability 2: puts credit since 15 May into the new team and leaves earlier credit in the old one', async () => {
      const org = await company();
      expect(await bookings('team', org)).toEqual({ east: 700, west: 800, ceo: 1500 });
      await correct(org, stated({}));
      expect(await bookings('team', org)).toEqual({ east: 300, west: 1200, ceo: 1500 });
    });

    it('leaves entries as they were, adding reversals and new ones, so that a past day says what it said', async () => {
      const org = await company();
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
      const org = await company();
      const made = await correct(
        org,
        stated({ personId: 'east', value: 'west', from: '2025-05-01', to: '2025-05-15' }),
      );
      expect(made).toEqual({ people: 3, deals: 1 });
      expect(await bookings('team', org)).toMatchObject({ east: 700, west: 1000, ceo: 1500 });
    });

    it('changes role and territory on its days alone', async () => {
      const org = await company();
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
      const org = await company();
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
      const org = await withOrganisation(await ledgerOrg(store, { deals: { D1: open } }));
      org.org.setToday('2025-06-10');
      await correct(org, stated({}));
      const pipeline = (asOf?: string) => figures(org, { metric: 'open_pipeline', by: 'team', asOf });
      expect(await pipeline()).toEqual({ west: 100, ceo: 100 });
      expect(await pipeline('2025-06-09')).toEqual({ east: 100, ceo: 100 });
    });

    it('capability 2: a dotted line is a named team beside the managers; a deal counts once in each', async () => {
      const org = await company();
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
      const org = await company();
      const saying = { madeBy: 'U1', now: org.now() };
      expect(await previewCorrections(store, [stated({})], saying)).toEqual({ people: 1, deals: 1 });
      expect(await listCorrections(store, { limit: 10 })).toEqual([]);
      expect(await store.db.selectFrom('changed_record').selectAll().execute()).toEqual([]);
    });

    it('that touches neither team, role nor territory credits nothing anew', async () => {
      const org = await company();
      const made = await correct(
        org,
        stated({ kind: 'ramp', value: '0.5' }),
        stated({ kind: 'leave', value: 'leave' }),
      );
      expect(made).toEqual({ people: 1, deals: 0 });
    });
  });

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
      const org = await company();
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
      const org = await company();
      await annMoves(org);
      await correct(org, stated({ personId: 'cat', value: 'east', from: '2025-05-01' }));
      expect(await bookings('team', org)).toEqual({ east: 1500, ceo: 1500 });
    });
  });

  describe('the tree of managers', () => {
    it('survives a manager who left: the team and those above keep every deal, and the gap says so', async () => {
      const org = await company();
      await store.db.updateTable('person').set({ is_active: false }).where('id', '=', 'east').execute();
      await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'east' }).execute();
      await settle(store, org.now());
      expect(await bookings('team', org)).toEqual({ east: 700, west: 800, ceo: 1500 });
      const gaps = await store.db.selectFrom('sync_gap').selectAll().execute();
      expect(gaps.map(({ effect }) => effect).join()).toContain('ANN (EAST); BEN (EAST)');
    });

    it('survives a correction that closes a circle: nobody counts twice', async () => {
      const org = await company();
      await correct(org, stated({ personId: 'ceo', value: 'ann', from: '2025-01-01' }));
      const teams = await bookings('team', org);
      expect(teams).toMatchObject({ ceo: 1500, east: 1500 });
      expect(teams['ann']).toBe(1500);
    });

    it('counts the deal of a leaver in the totals', async () => {
      const org = await ledgerOrg(store, {
        deals: { D1: { ...WON, OwnerId: 'dan', CloseDate: '2025-05-10' } },
      });
      await withOrganisation(org);
      expect(await bookings('team', org)).toEqual({ west: 100, ceo: 100 });
    });
  });
});
