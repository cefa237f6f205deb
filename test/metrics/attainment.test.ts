import { describe, expect, it } from 'vitest';
import { exactText } from '#metrics/figure-rows.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { BASIC, readings } from './support/readings.ts';

let store: Store;
const { read, shown } = readings(() => store);

const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('attainment and coverage', () => {
    const quotas = async (rows: readonly (readonly [person: string, amount: bigint])[]) => {
      await store.db
        .insertInto('quota')
        .values(
          rows.map(([person_id, amount]) => ({
            person_id,
            metric: 'bookings',
            start_on: '2025-04-01',
            end_on: '2025-07-01',
            amount,
            currency: 'USD',
            source: 'csv' as const,
            source_id: '',
            known_at: '2025-01-01T00:00:00Z',
          })),
        )
        .execute();
    };

    it('follow the quotas of the person, and of everyone in the team', async () => {
      const ledger = await ledgerOrg(store, { deals: BASIC });
      await quotas([
        ['ann', 400_00n],
        ['ben', 40_00n],
      ]);
      expect((await shown(ledger, { metrics: 'attainment' })).slice(0, 3)).toEqual([
        'ANN 0.250000',
        'BEN 1.250000',
        'CAT no quota',
      ]);
      expect(await shown(ledger, { metrics: 'attainment', by: 'team' })).toEqual([
        'CEO 0.356818',
        'EAST 0.356818',
        'WEST no quota',
      ]);
      expect(await shown(ledger, { metrics: 'attainment', by: 'role' })).toContain('Rep 0.250000');
      expect(await shown(ledger, { metrics: 'attainment', by: 'territory' })).toContain('T-east 0.340909');
      expect(await shown(ledger, { metrics: 'attainment', periods: '2025-06' })).toContain(
        'ANN quota covers only Apr 1, 2025 to Jun 30, 2025',
      );
    });

    it('measure open deals against what is left, overdue ones apart', async () => {
      const deals = {
        ...BASIC,
        D5: { CloseDate: '2025-06-20', Amount: '600' },
        D6: { CloseDate: '2025-05-20', Amount: '30' },
        D7: { CloseDate: '2025-07-01', Amount: '9000' },
      };
      const ledger = await ledgerOrg(store, { deals });
      await quotas([
        ['ann', 400_00n],
        ['ben', 50_00n],
      ]);
      const [ann, ben] = await read(ledger, { metrics: 'coverage' });
      expect(ann && exactText(ann.value)).toBe('2.000000');
      expect(ann?.remarks.map((it) => it.text)).toEqual(['$30 in 1 overdue deal not counted']);
      expect(ben?.value).toEqual({ kind: 'none', reason: 'quota met' });
      expect(await shown(ledger, { metrics: 'open_pipeline' })).toContain('ANN 630.00');
    });
  });
});
