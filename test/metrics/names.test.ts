import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { LOST, PEOPLE, WON } from '../support/oracle/small-org.ts';
import { withOrganization } from '../support/with-organization.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const PERIOD = { type: 'quarter', id: '2025-Q2', start: day('2025-04-01'), end: day('2025-07-01') } as const;

/** The values of all metrics by person, team and company: everything but names and their order. */
async function everything({ now }: LedgerOrg): Promise<ReadonlyMap<string, unknown>> {
  const context = await metricContext(store, now());
  const values = new Map<string, unknown>();
  for (const { id: metric } of METRICS) {
    for (const by of ['person', 'team', 'company'] as const) {
      const read = await readFigures(context, { metric, by, period: PERIOD });
      for (const { subject, value } of read) values.set(`${metric} ${by} ${subject.id}`, value);
    }
  }
  return values;
}

async function company(): Promise<LedgerOrg> {
  const org = await ledgerOrg(store, {
    deals: {
      D1: { ...WON, CloseDate: '2025-04-10' },
      D2: { ...WON, CloseDate: '2025-05-14', OwnerId: 'cat', Amount: '200' },
      D3: { ...LOST, CloseDate: '2025-05-15', OwnerId: 'ben' },
      D4: { CloseDate: '2025-06-20', OwnerId: 'dan', Amount: '800' },
    },
    prepare: ({ put }) =>
      put('Task', {
        Id: 'K1',
        OwnerId: 'ann',
        TaskSubtype: 'Call',
        IsClosed: 'true',
        CompletedDateTime: '2025-05-20T15:00:00.000+0000',
      }),
  });
  return withOrganization(org);
}

onEachStore(use, () => {
  describe('what people are called', () => {
    it('changes no figure of anyone, whoever is renamed and to whatever', { timeout: 120_000 }, async () => {
      const org = await company();
      const before = await everything(org);
      expect(before.size).toBeGreaterThan(50);
      const name = fc.oneof(
        fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
        fc.constantFrom('ANN', 'all', ''),
      );
      const renaming = fc.dictionary(fc.constantFrom(...PEOPLE), name, { minKeys: 2, noNullPrototype: true });
      await fc.assert(
        fc.asyncProperty(renaming, async (names) => {
          for (const [id, to] of Object.entries(names)) {
            await store.db
              .updateTable('person')
              .set({ name: to.replaceAll('\0', ''), modified_at: '2025-06-02T15:00:00Z' })
              .where('id', '=', id)
              .execute();
            await store.db.insertInto('changed_record').values({ object: 'person', record_id: id }).execute();
          }
          await settle(store, org.now());
          expect(await everything(org)).toEqual(before);
        }),
        { numRuns: 2 },
      );
    });
  });
});
