import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { peopleBelow } from '#ledger/below.ts';
import { makeCorrections, withdrawCorrection, type StatedFact } from '#ledger/correct.ts';
import { managersOn } from '#ledger/managers-on.ts';
import { readCircles } from '#ledger/circles.ts';
import { readVacancies } from '#ledger/vacancies.ts';
import { day } from '#lib/days.ts';
import { FOREVER } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { PEOPLE } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const BASE = {
  personId: 'ann',
  kind: 'manager',
  from: '2025-05-15',
  to: FOREVER,
  reason: 'said so',
} as const;

/** Corrections of Ann's manager from 15 May, but for what is given. */
async function correct({ now }: LedgerOrg, ...facts: readonly Partial<StatedFact>[]): Promise<void> {
  const stated = facts.map((it): StatedFact => ({ ...BASE, value: 'west', ...it }));
  await store.transaction((tx) => makeCorrections(tx, stated, { madeBy: 'cli', now: now() }));
}

/** Who manages Ann on a day to come, and everybody whose manager is not as Salesforce says. */
async function managed(on: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string; manager_id: string | null; said: string | null }>`
    select m.id, m.manager_id, p.manager_id as said from ${managersOn(store, day(on))} m
    join ${store.table('person')} p on p.id = m.id order by m.id`.execute(store.db);
  expect(rows).toHaveLength(PEOPLE.length);
  return rows
    .filter((it) => it.id === 'ann' || it.manager_id !== it.said)
    .map((it) => `${it.id} ${it.manager_id ?? 'nobody'}`);
}

onEachStore(use, () => {
  describe('who manages whom on a day', () => {
    it('is as Salesforce says, but for the days of a correction', async () => {
      const ledger = await ledgerOrg(store);
      await correct(ledger, { to: '2025-06-15' });
      expect(await managed('2025-05-14')).toEqual(['ann east']);
      expect(await managed('2025-05-15')).toEqual(['ann west']);
      expect(await managed('2025-06-14')).toEqual(['ann west']);
      expect(await managed('2025-06-15')).toEqual(['ann east']);
    });

    it('goes by the last of several corrections, which may say nobody; what was taken back says nothing', async () => {
      const ledger = await ledgerOrg(store);
      await correct(ledger, { value: 'ceo' }, {}, { value: 'T-west', kind: 'territory' });
      expect(await managed('2025-06-02')).toEqual(['ann west']);
      await correct(ledger, { value: '' });
      expect(await managed('2025-06-02')).toEqual(['ann nobody']);
      const made = await store.db.selectFrom('fact_correction').select('id').orderBy('id').execute();
      const saying = { madeBy: 'cli', now: ledger.now() };
      for (const { id } of made) await store.transaction((tx) => withdrawCorrection(tx, id, saying));
      expect(await managed('2025-06-02')).toEqual(['ann east']);
    });
  });

  describe('everyone below a manager', () => {
    it('is who was ever there, as learnt or as corrected, and nobody else', async () => {
      const ledger = await ledgerOrg(store);
      expect((await peopleBelow(store, ['east'])).toSorted()).toEqual(['ann', 'ben', 'east']);
      await correct(
        ledger,
        { personId: 'cat', value: 'ann' },
        { personId: 'dan', kind: 'role', value: 'east' },
      );
      expect((await peopleBelow(store, ['east'])).toSorted()).toEqual(['ann', 'ben', 'cat', 'east']);
      expect((await peopleBelow(store, ['ben', 'west'])).toSorted()).toEqual(['ben', 'cat', 'dan', 'west']);
    });
  });

  describe('places that nobody fills', () => {
    it('are those of managers who left or cannot be read, under people who are still here, by name', async () => {
      await ledgerOrg(store);
      expect(await readVacancies(store, day('2025-06-02'))).toEqual([]);
      const people = store.db.updateTable('person');
      await people.set({ is_active: false }).where('id', '=', 'west').execute();
      await people.set({ manager_id: 'gone' }).where('id', '=', 'ben').execute();
      expect(await readVacancies(store, day('2025-06-02'))).toEqual([
        { personId: 'ben', name: 'BEN', manager: null },
        { personId: 'cat', name: 'CAT', manager: 'WEST' },
      ]);
    });

    it('go by corrections as circles do: one that names somebody else fills a place, one may close a circle', async () => {
      const ledger = await ledgerOrg(store);
      await store.db.updateTable('person').set({ is_active: false }).where('id', '=', 'east').execute();
      const below = (await readVacancies(store, day('2025-06-02'))).map(({ personId }) => personId);
      expect(below).toContain('ann');
      await correct(ledger, { value: 'west' });
      const left = (await readVacancies(store, day('2025-06-02'))).map(({ personId }) => personId);
      expect(below.filter((id) => !left.includes(id))).toEqual(['ann']);
      expect(await readCircles(store, day('2025-06-02'))).toEqual([]);
      await correct(ledger, { personId: 'west', value: 'ann' });
      expect((await readCircles(store, day('2025-06-02'))).map((names) => names.toSorted())).toEqual([
        ['ANN', 'WEST'],
      ]);
      expect(await readCircles(store, day('2025-05-14'))).toEqual([]);
    });

    it('are named ten at most as a gap, with how many more there are, until somebody fills them', async () => {
      const { now } = await ledgerOrg(store, {
        prepare: (org) => {
          for (let n = 10; n < 20; n += 1)
            org.put('User', { Id: `p${n}`, Name: `P${n}`, ManagerId: 'west', IsActive: 'true' });
        },
      });
      const gaps = async (isActive: boolean) => {
        await store.db.updateTable('person').set({ is_active: isActive }).where('id', '=', 'west').execute();
        await store.db.insertInto('changed_record').values({ object: 'person', record_id: 'west' }).execute();
        await settle(store, now());
        const rows = await store.db.selectFrom('sync_gap').select(['object', 'field', 'effect']).execute();
        return rows.map(({ object, field, effect }) => `${object} ${field} ${effect.split(': ')[1]}`);
      };
      const nine = Array.from({ length: 9 }, (_, n) => `P${n + 10} (WEST)`).join('; ');
      expect(await gaps(false)).toEqual([`User ManagerId (vacant) CAT (WEST); ${nine}; and 1 more.`]);
      await store.db.updateTable('person').set({ manager_id: 'ceo' }).where('id', '=', 'p19').execute();
      expect(await gaps(false)).toEqual([`User ManagerId (vacant) CAT (WEST); ${nine}.`]);
      expect(await gaps(true)).toEqual([]);
    });
  });
});
