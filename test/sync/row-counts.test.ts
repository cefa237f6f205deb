import { describe, expect, it } from 'vitest';
import { trustData, readFreshness } from '#sync/read-freshness.ts';
import { noteRowCounts, readRowCounts } from '#sync/row-counts.ts';
import type { Store } from '#store/store.ts';
import { emptyStore } from '../support/empty-store.ts';
import { onEachStore } from '../support/each-store.ts';
import { aDeal } from '../support/a-deal.ts';

const START = Temporal.Instant.from('2026-11-18T09:00:00Z');
const hours = (count: number) => START.add({ minutes: count * 60 });

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

async function have(deals: number): Promise<void> {
  await store.db.deleteFrom('opportunity').execute();
  const rows = Array.from({ length: deals }, (_, n) => aDeal({ id: `006${String(n).padStart(15, '0')}` }));
  if (rows.length > 0) await store.db.insertInto('opportunity').values(rows).execute();
}

async function look(now: Temporal.Instant): Promise<string> {
  await noteRowCounts(store, { now, someDeleted: true });
  return (await readFreshness(store, now)).freshness.kind;
}

onEachStore(use, () => {
  describe('capability 10: row counts that drop abnormally', () => {
    it('a mass delete is noticed, and over when the records are back', async () => {
      await emptyStore(store);
      await have(300);
      expect(await look(hours(0))).toBe('fresh');
      await have(200);
      expect(await look(hours(1))).toBe('shrunk');
      expect(await look(hours(100))).toBe('shrunk');
      await have(290);
      expect(await look(hours(101))).toBe('fresh');
    });

    it('a mass delete in small steps within a day is noticed all the same', async () => {
      await emptyStore(store);
      const seen = [];
      for (const step of [0, 1, 2, 3, 4]) {
        await have(300 - step * 20);
        seen.push(await look(hours(step)));
      }
      expect(seen).toEqual(['fresh', 'fresh', 'fresh', 'fresh', 'shrunk']);
    });

    it('records deleted one by one over days are nobody’s alarm', async () => {
      await emptyStore(store);
      for (const day of [0, 1, 2, 3, 4, 5, 6]) {
        await have(300 - day * 30);
        expect(await look(hours(day * 24))).toBe('fresh');
      }
    });

    it('whoever says that the data is right is believed', async () => {
      await emptyStore(store);
      await have(300);
      await look(hours(0));
      await have(100);
      expect(await look(hours(1))).toBe('shrunk');
      await trustData(store, hours(1));
      expect(await look(hours(1))).toBe('fresh');
    });

    it('counts no more often than every ten minutes while nothing is deleted', async () => {
      await emptyStore(store);
      await have(1);
      await look(hours(0));
      await have(2);
      await noteRowCounts(store, { now: START.add({ minutes: 9 }), someDeleted: false });
      const deals = async () =>
        (await readRowCounts(store)).find(({ object }) => object === 'Opportunity')?.rows;
      expect(await deals()).toBe(1n);
      await noteRowCounts(store, { now: START.add({ minutes: 10 }), someDeleted: false });
      expect(await deals()).toBe(2n);
    });
  });
});
