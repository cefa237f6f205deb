import { beforeEach, describe, expect, it } from 'vitest';
import { makeCorrections } from '#ledger/correct.ts';
import { metricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { exactText } from '#metrics/figure-rows.ts';
import type { Basis } from '#metrics/question.ts';
import { readFigure } from '#metrics/read.ts';
import { readRestatement } from '#metrics/restatement.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { setPeriod } from '../support/period-state.ts';
import { WON } from '../support/oracle/small-org.ts';

let store: Store;
let ledger: LedgerOrg;
const use = (opened: Store) => {
  store = opened;
};

const BY = { company: 'all', person: 'ann' } as const;

async function asked(metric: string, by: keyof typeof BY = 'company') {
  const context = await metricContext(store, ledger.now());
  const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-02-01'));
  return { context, question: { metric, by, subjectId: BY[by], period } };
}

async function told(metric: string, basis: Basis = 'reported', by: keyof typeof BY = 'company') {
  const { context, question } = await asked(metric, by);
  const figure = await readFigure(context, { ...question, basis });
  return figure && exactText(figure.value);
}

const quota = (amount: bigint, knownAt: Temporal.Instant, version: number) => ({
  person_id: 'ann',
  metric: 'bookings',
  start_on: '2025-01-01',
  end_on: '2025-04-01',
  amount,
  currency: 'USD',
  source: 'csv' as const,
  source_id: '',
  version,
  known_at: knownAt.toString(),
});

const Q1 = { ...WON, Amount: '1000', CloseDate: '2025-03-10', CreatedDate: '2025-01-20T15:00:00.000+0000' };

onEachStore(use, () => {
  describe('of a locked quarter', () => {
    beforeEach(async () => {
      ledger = await ledgerOrg(store, { deals: { D1: Q1, D2: { ...Q1, OwnerId: 'cat' } } });
      await store.db
        .insertInto('quota')
        .values(quota(400_000n, ledger.now().subtract({ hours: 1 }), 1))
        .execute();
      await setPeriod(ledger, '2025-Q1', 'locked');
    });

    it('deals that are deleted or created late change nothing that was reported, and all that is restated', async () => {
      expect(await told('opportunities_created')).toBe('2');
      await ledger.change('2025-06-03', {
        D1: { IsDeleted: 'true' },
        D3: { CreatedDate: '2025-02-03T15:00:00.000+0000' },
        D4: { CreatedDate: '2025-02-04T15:00:00.000+0000' },
      });
      expect(await told('opportunities_created')).toBe('2');
      expect(await told('opportunities_created', 'restated')).toBe('3');
      const { context, question } = await asked('opportunities_created');
      const { lines, total } = await explain(context, question);
      expect([total.counts, lines.map((it) => it.recordId).toSorted()]).toEqual([2n, ['D1', 'D2']]);
      expect(await readRestatement(context, question)).toMatchObject({
        restated: { value: { count: 3n } },
        adjustments: [],
      });
    });

    it('a quota that is set later is no part of what was reported', async () => {
      expect(await told('attainment', 'reported', 'person')).toBe('0.250000');
      await store.db
        .insertInto('quota')
        .values(quota(200_000n, ledger.now().add({ hours: 1 }), 2))
        .execute();
      await ledger.change('2025-06-03', {});
      expect(await told('attainment', 'reported', 'person')).toBe('0.250000');
      expect(await told('attainment', 'restated', 'person')).toBe('0.500000');
      const { context, question } = await asked('attainment', 'person');
      expect((await explain(context, question)).total).toEqual({ counts: 100_000n, against: 400_000n });
    });

    it('leave that is noted later makes nothing less of a quota that was reported', async () => {
      const leave = {
        personId: 'ann',
        kind: 'leave',
        value: 'parental',
        from: '2025-01-01',
        to: '2025-02-15',
        reason: '',
      } as const;
      ledger.org.setToday('2025-06-03');
      await store.transaction((tx) => makeCorrections(tx, [leave], { madeBy: 'cli', now: ledger.now() }));
      expect(await told('attainment', 'reported', 'person')).toBe('0.250000');
      expect(Number(await told('attainment', 'restated', 'person'))).toBeGreaterThan(0.25);
    });

    it('nothing is said to differ where nothing does', async () => {
      const { context, question } = await asked('attainment', 'person');
      expect(await readRestatement(context, question)).toBeUndefined();
    });

    it('everything follows again as soon as it is open', async () => {
      await ledger.change('2025-06-03', { D1: { IsDeleted: 'true' } });
      await setPeriod(ledger, '2025-Q1', 'open');
      expect(await told('opportunities_created')).toBe('1');
    });
  });
});
