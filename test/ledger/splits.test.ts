import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setCreditingRule } from '#ledger/crediting-rules.ts';
import type { Store } from '#store/store.ts';
import { explained, figures } from '../support/credit-figures.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { LOST, WON } from '../support/oracle/small-org.ts';
import { putRates } from '../support/rates.ts';
import { putMember, putSplits, type Part } from '../support/splits.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const DEAL = { ...WON, Amount: '100000' };
const SIXTY_FORTY: readonly Part[] = [
  { of: 'revenue', person: 'ann', percentage: '60' },
  { of: 'revenue', person: 'ben', percentage: '40' },
];
const OVERLAY: Part = { of: 'overlay', person: 'cat', percentage: '100' };

async function splitOrg(
  parts: readonly Part[],
  deal: Readonly<Record<string, string>> = DEAL,
): Promise<LedgerOrg> {
  const ledger = await ledgerOrg(store, { deals: { D1: deal } });
  await putSplits(store, 'D1', parts);
  await settle(store, ledger.now());
  return ledger;
}

async function parts() {
  const rows = await store.db
    .selectFrom('entry as e')
    .leftJoin('entry as r', 'r.reverses', 'e.id')
    .selectAll('e')
    .where('e.measure', 'in', ['bookings', 'overlay'])
    .where('e.reverses', 'is', null)
    .where('r.id', 'is', null)
    .orderBy('e.id')
    .execute();
  return rows.map((it) => `${it.person_id} ${it.rule} ${it.amount} (${it.share})`).toSorted();
}

const rule = (given: Partial<Parameters<typeof setCreditingRule>[1]['rule']>, now: Temporal.Instant) => ({
  rule: { id: 'engineers', kind: 'team_role', config: {}, from: '2025-01-01', to: null, ...given } as const,
  approvedBy: 'ceo',
  reason: 'agreed',
  now,
});

onEachStore(use, () => {
  describe('capability 3: a deal of 100,000 split 60/40 with an overlay of 100 %', () => {
    it('gives 60,000 and 40,000, and the overlay 100,000 in a measure of its own', async () => {
      const ledger = await splitOrg([...SIXTY_FORTY, OVERLAY]);
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 60000.00', 'BEN 40000.00']);
      expect(await figures(ledger, 'overlay_bookings')).toEqual(['CAT 100000.00']);
    });

    it('gives the team 100,000, not 200,000, and stays one deal', async () => {
      const ledger = await splitOrg([...SIXTY_FORTY, OVERLAY]);
      expect(await figures(ledger, 'bookings', { by: 'team' })).toContain('EAST 100000.00');
      expect(await figures(ledger, 'bookings', { by: 'company' })).toEqual(['Company 100000.00']);
      expect(await figures(ledger, 'deals_won', { by: 'company' })).toEqual(['Company 1']);
      expect(await figures(ledger, 'avg_deal_size', { by: 'company' })).toEqual(['Company 100000.00']);
      expect(await figures(ledger, 'deals_won')).toEqual(['ANN 1']);
    });

    it('is explained part by part', async () => {
      const { lines, total } = await explained(await splitOrg([...SIXTY_FORTY, OVERLAY]), 'bookings');
      expect(total.counts).toBe(10_000_000n);
      expect(lines).toMatchObject([
        { personId: 'ann', rule: 'revenue_split@1', share: '0.6', originalAmount: 10_000_000n },
        { personId: 'ben', rule: 'revenue_split@1', share: '0.4', originalAmount: 10_000_000n },
      ]);
    });
  });

  describe('revenue splits', () => {
    it('of 33.33, 33.33 and 33.34 % sum to the deal exactly; what is left over goes to the last of equals', async () => {
      await splitOrg(
        [
          { of: 'revenue', person: 'ann', percentage: '25' },
          { of: 'revenue', person: 'ben', percentage: '25' },
          { of: 'revenue', person: 'cat', percentage: '50' },
        ],
        { ...WON, Amount: '0.05' },
      );
      expect(await parts()).toEqual([
        'ann revenue_split@1 1 (0.25)',
        'ben revenue_split@1 1 (0.25)',
        'cat revenue_split@1 3 (0.5)',
      ]);
    });

    it('sum to the deal whatever its amount and the percentages', async () => {
      const cut = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: -999_999_999, max: 999_999_999 }), cut, async (cents, cuts) => {
          const edges = [0, ...cuts.toSorted((a, b) => a - b), 10_000];
          const people = ['ann', 'ben', 'cat', 'dan'];
          const split = edges.slice(1).map((edge, n): Part => {
            const hundredths = edge - (edges[n] ?? 0);
            return { of: 'revenue', person: people[n] ?? '', percentage: String(hundredths / 100) };
          });
          await splitOrg(split, { ...WON, Amount: (cents / 100).toFixed(2) });
          const entries = store.db.selectFrom('entry').select(({ fn }) => fn.sum<string>('amount').as('sum'));
          const { sum } = await entries.where('measure', '=', 'bookings').executeTakeFirstOrThrow();
          expect(BigInt(sum)).toBe(BigInt(cents));
        }),
        { numRuns: 12 },
      );
    });

    it('that do not sum to 100 % are named as a gap, and the owner has all of the deal', async () => {
      const ledger = await splitOrg([{ of: 'revenue', person: 'ben', percentage: '90' }, OVERLAY]);
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 100000.00']);
      expect(await figures(ledger, 'overlay_bookings')).toEqual(['CAT 100000.00']);
      const gaps = () => store.db.selectFrom('sync_gap').select('effect').execute();
      expect(await gaps()).toEqual([{ effect: expect.stringContaining('sum to 90%, not 100%') }]);
      await putSplits(store, 'D1', SIXTY_FORTY);
      await settle(store, ledger.now());
      expect(await gaps()).toEqual([]);
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 60000.00', 'BEN 40000.00']);
    });

    it('of one deal that are not sound stay named while another deal is credited, and while other gaps come and go', async () => {
      const ledger = await splitOrg([{ of: 'revenue', person: 'ben', percentage: '90' }]);
      const gap = { object: 'Account', field: 'Industry', effect: 'Nothing of it is read.' };
      await store.db.insertInto('sync_gap').values(gap).execute();
      await ledger.change('2025-06-03', { D2: DEAL });
      await putSplits(store, 'D2', SIXTY_FORTY);
      await settle(store, ledger.now());
      const gaps = await store.db.selectFrom('sync_gap').select('object').orderBy('object').execute();
      expect(gaps.map(({ object }) => object)).toEqual(['Account', 'OpportunitySplit']);
    });

    it('that change reverse the parts they change and leave the others', async () => {
      const ledger = await splitOrg([...SIXTY_FORTY, OVERLAY]);
      const before = await store.db.selectFrom('entry').select('id').execute();
      await putSplits(store, 'D1', [
        { of: 'revenue', person: 'ann', percentage: '60' },
        { of: 'revenue', person: 'dan', percentage: '40' },
        OVERLAY,
      ]);
      await settle(store, ledger.now());
      const after = await store.db.selectFrom('entry').selectAll().orderBy('id').execute();
      expect(after.slice(before.length).map((it) => `${it.person_id} ${it.amount}`)).toEqual([
        'ben -4000000',
        'dan 4000000',
      ]);
    });

    it('share what a deal in another currency is worth in the own', async () => {
      const ledger = await ledgerOrg(store, {});
      await putRates(store, 'AUD', [{ rate: '1.39' }]);
      await ledger.change('2025-06-03', { D1: { ...DEAL, Amount: '139000', CurrencyIsoCode: 'AUD' } });
      await putSplits(store, 'D1', SIXTY_FORTY);
      await settle(store, ledger.now());
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 60000.00', 'BEN 40000.00']);
    });
  });

  describe('a rule', () => {
    it('credits a role in the team with a part of the deals that close from a day on', async () => {
      const ledger = await ledgerOrg(store, {
        deals: {
          D1: { ...DEAL, CloseDate: '2025-05-01' },
          D2: { ...DEAL, CloseDate: '2025-04-30' },
          D3: DEAL,
          D4: { ...DEAL, ...LOST },
        },
      });
      for (const id of ['D1', 'D2', 'D4']) await putMember(store, id, { person: 'dan', role: 'Engineer' });
      const config = { role: 'Engineer', percentage: '25' };
      const dry = await setCreditingRule(store, {
        ...rule({ config, from: '2025-05-01' }, ledger.now()),
        dryRun: true,
      });
      expect(dry).toEqual({ version: 1, deals: 1 });
      await settle(store, ledger.now());
      expect(await figures(ledger, 'overlay_bookings')).toEqual([]);
      await setCreditingRule(store, rule({ config, from: '2025-05-01' }, ledger.now()));
      await settle(store, ledger.now());
      expect(await figures(ledger, 'overlay_bookings')).toEqual(['DAN 25000.00']);
      expect(await parts()).toContain('dan engineers@1 2500000 (0.25)');
    });

    it('for a custom split type takes its splits from the overlay rule', async () => {
      const ledger = await splitOrg([OVERLAY, { of: 'services', person: 'dan', percentage: '30' }]);
      const services = { id: 'services', kind: 'custom_split', config: { type: 'Services' } } as const;
      await setCreditingRule(store, rule(services, ledger.now()));
      await settle(store, ledger.now());
      expect(await parts()).toEqual([
        'ann owner@1 10000000 (1)',
        'cat overlay_split@1 10000000 (1)',
        'dan services@1 3000000 (0.3)',
      ]);
    });

    it('is changed by a new version for later close dates; what closed before stays as it was', async () => {
      const ledger = await ledgerOrg(store, {
        deals: { D1: DEAL, D2: { ...DEAL, CloseDate: '2025-05-20' } },
      });
      for (const id of ['D1', 'D2']) await putSplits(store, id, SIXTY_FORTY);
      await settle(store, ledger.now());
      const off = {
        id: 'revenue_split',
        kind: 'revenue_split',
        from: '2025-05-15',
        to: '2025-05-15',
      } as const;
      await setCreditingRule(store, rule(off, ledger.now()));
      await settle(store, ledger.now());
      expect(await figures(ledger, 'bookings')).toEqual(['ANN 160000.00', 'BEN 40000.00']);
    });
  });
});
