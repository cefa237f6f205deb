import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext } from '#metrics/context.ts';
import { explain, type Explanation } from '#metrics/explain.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import type { Breakdown, Value } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../support/database.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { LOST, WON, type SmallOrg } from '../support/oracle/small-org.ts';

let store: Store;
let ledger: LedgerOrg;

beforeAll(async () => {
  store = await testStore();
  const prepare = (org: SmallOrg) => {
    for (const id of ['K1', 'K2'])
      org.put('Task', {
        Id: id,
        OwnerId: 'ann',
        TaskSubtype: 'Call',
        IsClosed: 'true',
        CompletedDateTime: '2025-05-10T15:00:00.000+0000',
      });
  };
  const deals = {
    D1: { ...WON, Name: 'Beans' },
    D2: { ...WON, Amount: '20', CloseDate: '2025-05-12' },
    D3: { ...WON, Amount: '' },
    D4: { ...WON, CurrencyIsoCode: 'EUR' },
    D5: LOST,
    D6: { CloseDate: '2025-06-20', Amount: '600' },
    D7: { CloseDate: '2025-05-01' },
    D8: { ...WON, OwnerId: 'ben' },
    D9: { ...WON, IsDeleted: 'true' },
  };
  ledger = await ledgerOrg(store, { deals, prepare });
  await store.db
    .insertInto('quota')
    .values([quota('bookings', 500_00n, 'USD'), quota('calls', 8n, '')])
    .execute();
});

/** Of Ann, half of what is asked of her. */
function quota(metric: string, amount: bigint, currency: string) {
  return {
    person_id: 'ann',
    metric,
    start_on: '2025-04-01',
    end_on: '2025-07-01',
    amount,
    currency,
    weight: 5_000,
    source: 'csv' as const,
    source_id: '',
    known_at: '2025-01-01T00:00:00Z',
  };
}

async function why(metric: string, by: Breakdown = 'person', subjectId = 'ann'): Promise<Explanation> {
  const context = await metricContext(store, ledger.now());
  const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-05-01'));
  return explain(context, { metric, by, subjectId, period });
}

function expectedTotal(value: Value): { counts?: bigint; against?: bigint } {
  switch (value.kind) {
    case 'money':
      return { counts: value.money.minor, against: 0n };
    case 'count':
      return { counts: value.count, against: 0n };
    case 'quotient':
    case 'mean_money':
    case 'mean_points':
      return { counts: value.sum, against: value.by };
    case 'days':
    case 'none':
      return {};
  }
}

describe('the lines behind a figure', () => {
  it.each(METRICS.filter((it) => !it.parts && it.share === undefined).map((it) => it.id))(
    'sum to %s exactly, for a person, a team and the company',
    async (metric) => {
      for (const [by, id] of [
        ['person', 'ann'],
        ['team', 'east'],
        ['company', 'all'],
      ] as const) {
        const { figure, total } = await why(metric, by, id);
        expect(total).toMatchObject(expectedTotal(figure.value));
      }
    },
  );

  it('name the deal, who closed it, when, and by which rule, newest first', async () => {
    const { lines } = await why('bookings');
    expect(lines.map((it) => `${it.day} ${it.name} ${it.counts} ${it.personName} ${it.rule}`)).toEqual([
      '2025-05-12 Deal D2 2000 ANN owner@1',
      '2025-05-10 Beans 10000 ANN owner@1',
    ]);
  });

  it('set the quota against the bookings', async () => {
    const { lines, total } = await why('attainment');
    expect(lines.map((it) => `${it.name} ${it.counts} ${it.against}`)).toContain('Quota of ANN 0 50000');
    expect(total).toEqual({ counts: 12_000n, against: 50_000n });
  });
});

describe('weighted attainment', () => {
  it('capability 6: is the sum of weight × attainment, quota by quota', async () => {
    const { figure, lines, total } = await why('attainment_weighted');
    // 50 % × 120 of 500 and 50 % × 2 of 8 calls.
    expect(formatFigure(figure)).toBe('24.5%');
    expect(Number(total.counts) / Number(total.against)).toBe(0.245);
    expect(lines.map(({ name }) => name)).toContain('Calls: 2 of 8, weight 50%');
  });

  it('says why there is none where the weights do not sum to 100 %', async () => {
    await store.db.updateTable('quota').set({ weight: 4_000 }).where('metric', '=', 'calls').execute();
    expect((await why('attainment_weighted')).figure.value).toEqual({
      kind: 'none',
      reason: 'the weights sum to 90%, not 100%',
    });
    expect((await why('attainment_weighted', 'team', 'east')).figure.value).toMatchObject({ kind: 'none' });
    await store.db.updateTable('quota').set({ weight: 5_000 }).execute();
  });
});

describe('what is left out', () => {
  it('is named with the reason', async () => {
    const { leftOut } = await why('bookings');
    expect(leftOut.map((it) => `${it.recordId} ${it.reason}`).toSorted()).toEqual([
      'D3 no amount',
      'D4 no rate for EUR',
      'D5 lost',
      'D6 still open',
      'D7 still open',
      'D9 deleted in Salesforce',
    ]);
  });

  it('depends on what is asked', async () => {
    const reasons = async (metric: string) =>
      (await why(metric)).leftOut.map((it) => `${it.recordId} ${it.reason}`).toSorted();
    expect(await reasons('coverage')).toEqual([
      'D3 no amount',
      'D4 no rate for EUR',
      'D5 lost',
      'D7 overdue since 2025-05-01',
      'D9 deleted in Salesforce',
    ]);
    expect(await reasons('win_rate')).toEqual(['D6 still open', 'D7 still open', 'D9 deleted in Salesforce']);
    expect(await reasons('calls')).toEqual([]);
  });

  it('is only what would belong to the one asked about', async () => {
    const { lines, leftOut } = await why('bookings', 'team', 'west');
    expect([lines, leftOut]).toEqual([[], []]);
  });
});
