import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { creditChanged } from '#ledger/credit.ts';
import { closePeriod } from '#ledger/period-close.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import { metricContext } from '#metrics/context.ts';
import type { Store } from '#store/store.ts';
import { figures } from '../support/credit-figures.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { allCells, settle } from '../support/ledger-work.ts';
import { mirrorDeals } from '../support/oracle/mirror.ts';
import type { CsvRow } from '../support/oracle/org-tables.ts';
import { dealRow, LOST, REOPENED, WON } from '../support/oracle/small-org.ts';
import { putSplits, type Part } from '../support/splits.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const DEALS = ['D1', 'D2', 'D3', 'D4'];
const PEOPLE = ['ann', 'ben', 'cat', 'west'];
const MEASURES = ['bookings', 'overlay_bookings', 'deals_won', 'deals_lost'];

/** Something that happens on one day: to a deal, to its splits, or to a rate. */
type Happening =
  | { readonly is: 'deal'; readonly id: string; readonly fields: CsvRow }
  | { readonly is: 'splits'; readonly id: string; readonly parts: readonly Part[] }
  | { readonly is: 'rate'; readonly rate: string };

const id = fc.constantFrom(...DEALS);
const day = fc
  .integer({ min: 0, max: 150 })
  .map((n) => Temporal.PlainDate.from('2025-02-01').add({ days: n }).toString());
const fields: fc.Arbitrary<CsvRow> = fc.oneof(
  fc.constantFrom(WON, WON, LOST, REOPENED),
  fc.record({ Amount: fc.constantFrom('', '0.05', '1000', '139000.01', '-7.77') }),
  fc.record({ CloseDate: day }),
  fc.record({ OwnerId: fc.constantFrom('', ...PEOPLE) }),
  fc.record({ CurrencyIsoCode: fc.constantFrom('USD', 'AUD') }),
  fc.record({ IsDeleted: fc.constantFrom('true', 'false', 'false') }),
);
const splits: fc.Arbitrary<readonly Part[]> = fc.constantFrom(
  [],
  [
    { of: 'revenue', person: 'ann', percentage: '60' } as const,
    { of: 'revenue', person: 'cat', percentage: '40' } as const,
  ],
  [
    { of: 'revenue', person: 'ben', percentage: '33.33' } as const,
    { of: 'revenue', person: 'west', percentage: '66.67' } as const,
  ],
  [
    { of: 'revenue', person: 'ben', percentage: '90' } as const,
    { of: 'overlay', person: 'cat', percentage: '50' } as const,
  ],
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ is: fc.constant('deal' as const), id, fields }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('splits' as const), id, parts: splits }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('rate' as const),
      rate: fc.constantFrom('1.39', '1.42', '0.333333'),
    }),
  },
);

async function start(): Promise<LedgerOrg> {
  return ledgerOrg(store, {
    deals: Object.fromEntries(DEALS.map((deal, n) => [deal, n % 2 === 0 ? WON : {}])),
  });
}

/** Brings what happened into the mirror, as syncs of its own would; the ledger has not looked at it yet. */
async function happen({ org, now }: LedgerOrg, it: Happening): Promise<void> {
  if (it.is === 'splits') return putSplits(store, it.id, it.parts);
  if (it.is === 'deal') {
    org.put(
      'Opportunity',
      org.get('Opportunity', it.id) ? { Id: it.id, ...it.fields } : dealRow(it.id, it.fields),
    );
    return mirrorDeals(store, org.tables, { ids: [it.id], at: now() });
  }
  await sql`
    insert into ${store.table('conversion_rate')} (currency, decimals, from_on, to_on, rate, kind)
    values ('AUD', 2, '0001-01-01', 'infinity', ${it.rate}, 'static')
    on conflict (currency, kind, from_on) do update set rate = excluded.rate`.execute(store.db);
  await sql`
    insert into ${store.table('changed_record')} (object, record_id)
    select 'opportunity', id from ${store.table('opportunity')}`.execute(store.db);
}

const dayOf = (index: number) => Temporal.PlainDate.from('2025-06-03').add({ days: index }).toString();

/** What lives in the end: who has how much of which deal, due on which day. */
async function restated() {
  const { rows } = await sql<Record<string, unknown>>`
    select person_id, measure, currency, effective_on, role_id, territory_id, rule, record_id, sum(amount)::text as amount,
      sum(case when reverses is null then deals else -deals end)::text as n
    from ${store.table('entry')}
    group by 1, 2, 3, 4, 5, 6, 7, 8
    having sum(amount) <> 0 or sum(case when reverses is null then deals else -deals end) <> 0
    order by 8, 2, 1, 4, 3, 7, 5, 6`.execute(store.db);
  return rows;
}

const firstQuarter = (ledger: LedgerOrg) =>
  Promise.all(MEASURES.map((metric) => figures(ledger, metric, { in: '2025-Q1' })));

onEachStore(use, () => {
  describe('whatever happens to deals, splits, owners and rates', () => {
    it('the order and grouping in which the ledger looks makes no difference', async () => {
      const script = fc.array(happening, { minLength: 5, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(script, fc.integer({ min: 1, max: 5 }), async (happenings, slice) => {
          const results = [];
          for (const looksEachTime of [true, false]) {
            const ledger = await start();
            for (const [index, it] of happenings.entries()) {
              ledger.org.setToday(dayOf(index));
              await happen(ledger, it);
              if (looksEachTime) await settle(store, ledger.now(), slice);
            }
            await settle(store, ledger.now(), slice);
            results.push(await restated());
          }
          expect(results[1]).toEqual(results[0]);
        }),
        { numRuns: 5, endOnFailure: true },
      );
    }, 240_000);

    it('a locked quarter stays as reported, restated it is as if it had never been locked, and cells can be rebuilt', async () => {
      const script = fc.array(happening, { minLength: 3, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(script, script, async (before, after) => {
          const results = [];
          for (const isLocked of [true, false]) {
            const ledger = await start();
            for (const [index, it] of before.entries()) {
              ledger.org.setToday(dayOf(index));
              await happen(ledger, it);
            }
            await settle(store, ledger.now());
            const reported = await firstQuarter(ledger);
            if (isLocked) await lock(ledger, '2025-Q1');
            for (const [index, it] of after.entries()) {
              ledger.org.setToday(dayOf(before.length + index));
              await happen(ledger, it);
              await creditChanged(store, { now: ledger.now(), limit: 2 });
            }
            await settle(store, ledger.now());
            if (isLocked) expect(await firstQuarter(ledger)).toEqual(reported);
            const basis = isLocked ? 'restated' : 'reported';
            const spans = ['2025-Q1', '2025-Q2', '2025'];
            const inSpans = spans.flatMap((span) =>
              MEASURES.map((metric) => figures(ledger, metric, { in: span, basis })),
            );
            results.push({ entries: await restated(), figures: await Promise.all(inSpans) });
            await expectRebuildToChangeNothing();
          }
          expect(results[0]).toEqual(results[1]);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    }, 240_000);
  });
});

async function lock({ now }: LedgerOrg, span: string): Promise<void> {
  const { calendar } = await metricContext(store, now());
  for (const period of calendar.parse(span, { today: Temporal.PlainDate.from('2025-06-02') }))
    await closePeriod(store, {
      period,
      state: 'locked',
      changedBy: 'ceo',
      reason: 'books closed',
      now: now(),
    });
}

async function expectRebuildToChangeNothing(): Promise<void> {
  const before = await allCells(store);
  await sql`update ${store.table('cell')} set amount = amount + 1`.execute(store.db);
  await rebuildCells(store);
  expect(await allCells(store)).toEqual(before);
}
