import { describe, expect, it } from 'vitest';
import { listCorrections, makeCorrections, previewCorrections, withdrawCorrection } from '#ledger/correct.ts';
import type { StatedFact } from '#ledger/correct.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import { must } from '#lib/errors.ts';
import { EVER, FOREVER } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { noted } from '../support/noted.ts';
import { WON } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

/** Ann's deals of April and May, and one of Cat's. */
const DEALS = {
  D1: { ...WON, CloseDate: '2025-04-10' },
  D2: { ...WON, CloseDate: '2025-05-14' },
  D3: { ...WON, CloseDate: '2025-05-15' },
  D4: { ...WON, CloseDate: '2025-05-20', OwnerId: 'cat' },
};

function stated(fact: Partial<StatedFact>): StatedFact {
  const base = { personId: 'ann', kind: 'manager', value: 'west', from: '2025-05-15', to: FOREVER } as const;
  return { ...base, reason: 'moved in May', ...fact };
}

async function correct({ now }: LedgerOrg, ...facts: readonly StatedFact[]): Promise<void> {
  await store.transaction((tx) => makeCorrections(tx, facts, { madeBy: 'cli', now: now() }));
  await settle(store, now());
}

onEachStore(use, () => {
  describe('the facts of a person', () => {
    it('are what was learnt, corrected, with the manager of each day', async () => {
      const org = await ledgerOrg(store);
      await correct(
        org,
        stated({ to: '2025-06-01' }),
        stated({ kind: 'ramp', value: '0.5', from: '2025-01-01' }),
      );
      const facts = await readPersonFacts(store, { kinds: ['manager', 'role', 'ramp'], personIds: ['ann'] });
      expect(facts.map(({ kind, value, from, to }) => [kind, value, from, to])).toEqual([
        ['manager', 'east', EVER, '2025-05-15'],
        ['manager', 'west', '2025-05-15', '2025-06-01'],
        ['manager', 'east', '2025-06-01', FOREVER],
        ['role', 'R-rep', EVER, FOREVER],
        ['ramp', '0.5', '2025-01-01', FOREVER],
      ]);
    });

    it('can be asked as they were known before a correction, and before it was taken back', async () => {
      const org = await ledgerOrg(store);
      org.org.setToday('2025-06-03');
      const made = org.now();
      await correct(org, stated({ from: '2025-05-01' }));
      org.org.setToday('2025-06-05');
      const [kept] = await listCorrections(store, { limit: 1 });
      await store.transaction((tx) =>
        withdrawCorrection(tx, must(kept, 'a correction').id, { madeBy: 'cli', now: org.now() }),
      );
      const managers = async (knownBefore: Temporal.Instant | undefined) => {
        const facts = await readPersonFacts(store, { kinds: ['manager'], personIds: ['ann'], knownBefore });
        return facts.map(({ value }) => value);
      };
      expect(await managers(made)).toEqual(['east']);
      expect(await managers(made.add({ seconds: 1 }))).toEqual(['east', 'west']);
      expect(await managers(org.now())).toEqual(['east', 'west']);
      expect(await managers(undefined)).toEqual(['east']);
    });
  });

  describe('what was learnt of a person', () => {
    it('is told by kind, since ever or from a day on, corrected, and of those asked about alone', async () => {
      const ledger = await ledgerOrg(store);
      const learnt = {
        person_id: 'ann',
        kind: 'location',
        value: 'Berlin',
        valid_from: '0001-01-01',
      } as const;
      await store.db
        .insertInto('person_fact')
        .values([
          { ...learnt, valid_to: '2025-02-01' },
          { ...learnt, value: 'Paris', valid_from: '2025-02-01' },
          { ...learnt, kind: 'employment', value: 'employed' },
          { ...learnt, person_id: 'ben' },
        ])
        .execute();
      await correct(
        ledger,
        stated({ kind: 'location', value: 'Rome' }),
        stated({ personId: 'ben', kind: 'location' }),
      );
      const facts = async (personIds?: readonly string[]) => {
        const read = await readPersonFacts(store, { kinds: ['location'], personIds });
        return read.map((it) => `${it.personId} ${it.value} ${it.from} ${it.to}`);
      };
      const ofAnn = [
        `ann Berlin ${EVER} 2025-02-01`,
        'ann Paris 2025-02-01 2025-05-15',
        `ann Rome 2025-05-15 ${FOREVER}`,
      ];
      const ofBen = [`ben Berlin ${EVER} 2025-05-15`, `ben west 2025-05-15 ${FOREVER}`];
      expect(await facts(['ann'])).toEqual(ofAnn);
      expect(await facts()).toEqual([...ofAnn, ...ofBen]);
      expect(await facts([])).toEqual([]);
      const standing = await readPersonFacts(store, {
        kinds: ['territory', 'employment'],
        personIds: ['ann', 'cat'],
      });
      expect(standing.map((it) => `${it.personId} ${it.kind} ${it.value}`)).toEqual([
        'ann territory T-east',
        'ann employment employed',
      ]);
    });
  });

  describe('the list of corrections', () => {
    it('is of everyone or of one person, the last made first, as many as asked for', async () => {
      const org = await ledgerOrg(store);
      await correct(org, stated({}), stated({ personId: 'cat', to: '2025-06-01' }), stated({ kind: 'role' }));
      const listed = async (asked: { readonly personId?: string; readonly limit: number }) =>
        (await listCorrections(store, asked)).map((it) => `${it.personId} ${it.kind} ${it.to}`);
      const [role, ofCat, manager] = ['ann role infinity', 'cat manager 2025-06-01', 'ann manager infinity'];
      expect(await listed({ limit: 10 })).toEqual([role, ofCat, manager]);
      expect(await listed({ limit: 2 })).toEqual([role, ofCat]);
      expect(await listed({ personId: 'ann', limit: 10 })).toEqual([role, manager]);
    });

    it('is unchanged by nothing said, and by what fails on the way', async () => {
      const org = await ledgerOrg(store);
      await correct(org);
      const wrong = stated({ from: 'no day' });
      await expect(previewCorrections(store, [wrong], { madeBy: 'cli', now: org.now() })).rejects.toThrow(
        'no day',
      );
      expect(await listCorrections(store, { limit: 10 })).toEqual([]);
      expect(await store.db.selectFrom('audit_entry').select('seq').execute()).toEqual([]);
    });
  });

  describe('a correction', () => {
    it('reaches the deals that count for people on its days, and the people below on those days', async () => {
      const org = await ledgerOrg(store, { deals: DEALS });
      const reach = (from: string, to: string, fact: Partial<StatedFact> = {}) =>
        previewCorrections(store, [stated({ from, to, ...fact })], { madeBy: 'U1', now: org.now() });
      expect(await reach('2025-05-14', '2025-05-15')).toEqual({ people: 1, deals: 1 });
      expect(await reach('2025-04-11', '2025-05-14')).toEqual({ people: 1, deals: 0 });
      expect(await reach('2025-05-15', '2025-05-16')).toEqual({ people: 1, deals: 1 });
      await org.change('2025-06-02', { D3: { CloseDate: '2025-05-16' } });
      expect(await reach('2025-05-15', '2025-05-16')).toEqual({ people: 1, deals: 0 });
      expect(await reach('2025-01-01', FOREVER)).toEqual({ people: 1, deals: 3 });
      // Ann is in west from 16 May on: no longer below east.
      await correct(org, stated({ from: '2025-05-16' }));
      const west = { personId: 'west', value: 'east' };
      expect(await reach('2025-01-01', FOREVER, west)).toEqual({ people: 4, deals: 2 });
      const east = { personId: 'east', value: 'west' };
      expect(await reach('2025-05-16', FOREVER, east)).toEqual({ people: 2, deals: 0 });
      expect(await reach('2025-05-15', FOREVER, east)).toEqual({ people: 3, deals: 0 });
      expect(await reach('2025-05-14', FOREVER, east)).toEqual({ people: 3, deals: 1 });
      expect(await reach('2025-01-01', '2025-05-14', east)).toEqual({ people: 3, deals: 1 });
      expect(await reach('2025-01-01', '2025-05-15', { ...east, kind: 'role' })).toEqual({
        people: 1,
        deals: 0,
      });
    });

    it('is noted with who said so, of whom, and how many facts there were', async () => {
      const org = await ledgerOrg(store);
      await correct(org, stated({}));
      await correct(org, stated({}), stated({ personId: 'cat', to: '2025-06-01' }));
      const saying = { madeBy: 'U1', now: org.now() };
      const [kept] = await listCorrections(store, { limit: 1 });
      await store.transaction((tx) => withdrawCorrection(tx, must(kept, 'a correction').id, saying));
      const detail = { kind: 'manager', from: '2025-05-15' };
      expect(await noted(store)).toEqual([
        {
          actor: 'cli',
          action: 'facts.corrected',
          subject: 'ann',
          detail: { ...detail, facts: 1, reason: 'moved in May' },
        },
        {
          actor: 'cli',
          action: 'facts.corrected',
          subject: '',
          detail: { ...detail, facts: 2, reason: 'moved in May' },
        },
        {
          actor: 'U1',
          action: 'facts.taken_back',
          subject: 'cat',
          detail: { ...detail, correction: `${kept?.id}` },
        },
      ]);
    });
  });
});
