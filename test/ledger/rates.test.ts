import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { conversion, halfAway } from '#ledger/conversion.ts';
import { readRateChoices, setRateChoices } from '#ledger/rate-choices.ts';
import { metricContext } from '#metrics/context.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { explain } from '#metrics/explain.ts';
import { readFigure } from '#metrics/read.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { REOPENED, WON } from '../support/oracle/small-org.ts';
import { putRates } from '../support/rates.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

const AUD = { ...WON, Amount: '139000', CurrencyIsoCode: 'AUD' };
const JANUARY = { from: '2025-01-01', to: '2025-02-01', rate: '1.39' };
const FEBRUARY = { from: '2025-02-01', rate: '1.42' };

async function live() {
  const rows = await store.db
    .selectFrom('entry as e')
    .leftJoin('entry as r', 'r.reverses', 'e.id')
    .selectAll('e')
    .where('e.measure', '=', 'bookings')
    .where('e.reverses', 'is', null)
    .where('r.id', 'is', null)
    .orderBy('e.record_id')
    .execute();
  return rows.map((it) => `${it.record_id} ${it.amount} ${it.currency} at ${it.rate}`);
}

/** The company's figure for 2025. */
async function figure(metric: string, now: Temporal.Instant) {
  const context = await metricContext(store, now);
  const period = context.calendar.periodOf('year', Temporal.PlainDate.from('2025-06-02'));
  const asked = { metric, by: 'company' as const, period, subjectId: 'all' };
  const found = await readFigure(context, asked);
  return {
    value: found && exactText(found.value),
    remarks: found?.remarks.map((it) => it.text),
    lines: (await explain(context, asked)).lines,
  };
}

onEachStore(use, () => {
  describe('capability 5: a deal in another currency', () => {
    it('counts at the rate dated at its close date: AUD 139,000 is USD 100,000.00 in January, 97,887.32 in February', async () => {
      const { change } = await ledgerOrg(store);
      await putRates(store, 'AUD', [JANUARY, FEBRUARY]);
      await change('2025-06-03', {
        D1: { ...AUD, CloseDate: '2025-01-31' },
        D2: { ...AUD, CloseDate: '2025-02-01' },
      });
      expect(await live()).toEqual(['D1 10000000 USD at 1.39', 'D2 9788732 USD at 1.42']);
    });

    it('is explained by its own amount, currency, rate and share', async () => {
      const { change, now } = await ledgerOrg(store);
      await putRates(store, 'AUD', [JANUARY, FEBRUARY]);
      await change('2025-06-03', { D2: { ...AUD, CloseDate: '2025-02-10' } });
      const { lines, value } = await figure('bookings', now());
      expect(value).toBe('97887.32');
      expect(lines).toMatchObject([
        {
          originalAmount: 13_900_000n,
          originalCurrency: 'AUD',
          rate: '1.42',
          share: '1',
          amount: 9_788_732n,
        },
      ]);
    });

    it('counts at the static rate where none is dated, and for any day where the plan says so', async () => {
      const { change, now } = await ledgerOrg(store);
      await putRates(store, 'AUD', [{ ...JANUARY }, { rate: '1.25' }]);
      await change('2025-06-03', {
        D1: { ...AUD, CloseDate: '2025-01-31' },
        D2: { ...AUD, CloseDate: '2025-02-01' },
        D3: { ...AUD, ...REOPENED },
        D4: { CloseDate: '2025-07-01' },
      });
      expect(await live()).toEqual(['D1 10000000 USD at 1.39', 'D2 11120000 USD at 1.25']);
      const choices = { bookings: 'static', overlay: 'close_date' } as const;
      await setRateChoices(store, { choices, changedBy: 'U1', now: now() });
      const waiting = store.db.selectFrom('changed_record').select('record_id').orderBy('record_id');
      expect(await waiting.execute()).toEqual([{ record_id: 'D1' }, { record_id: 'D2' }]);
      await settle(store, now());
      expect(await live()).toEqual(['D1 11120000 USD at 1.25', 'D2 11120000 USD at 1.25']);
      const dated = { bookings: 'close_date', overlay: 'static' } as const;
      await setRateChoices(store, { choices: dated, changedBy: 'U1', now: now() });
      expect(await readRateChoices(store)).toEqual(dated);
      await store.db.updateTable('setting').set({ value: '{"bookings":"by the moon"}' }).execute();
      expect(await readRateChoices(store)).toEqual({ bookings: 'close_date', overlay: 'close_date' });
    });

    it('is named and not added without a rate; it is never counted as if the rate were 1', async () => {
      const { change, now } = await ledgerOrg(store);
      await change('2025-06-03', { D1: AUD, D2: WON, D3: { ...AUD, ...REOPENED, CloseDate: '2025-07-01' } });
      expect(await live()).toEqual(['D1 13900000 AUD at null', 'D2 10000 USD at null']);
      const remark = 'A$139,000 AUD of 1 deal is not added: no rate for AUD';
      expect(await figure('bookings', now())).toMatchObject({ value: '100.00', remarks: [remark] });
      expect(await figure('open_pipeline', now())).toMatchObject({ value: '0.00', remarks: [remark] });
    });

    it('respects currencies without decimals and with three', async () => {
      const { change } = await ledgerOrg(store);
      await putRates(store, 'JPY', [{ rate: '151.37', decimals: 0 }]);
      await putRates(store, 'KWD', [{ rate: '0.307', decimals: 3 }]);
      await change('2025-06-03', {
        // The small org takes each amount by a hundred: these are ¥150,000 and 1,000.000 dinars.
        D1: { ...WON, Amount: '1500', CurrencyIsoCode: 'JPY' },
        D2: { ...WON, Amount: '10000', CurrencyIsoCode: 'KWD' },
      });
      expect(await live()).toEqual(['D1 99095 USD at 151.37', 'D2 325733 USD at 0.307']);
    });

    it('that would not fit where amounts are summed stays as it is; one a cent smaller is converted', async () => {
      const { change } = await ledgerOrg(store);
      await putRates(store, 'AUD', [{ rate: '1' }]);
      await change('2025-06-03', {
        D1: { ...AUD, Amount: '1000000000000000' },
        D2: { ...AUD, Amount: '999999999999999.99' },
        D3: { ...AUD, Amount: '-1000000000000000' },
      });
      expect(await live()).toEqual([
        'D1 100000000000000000 AUD at null',
        'D2 99999999999999999 USD at 1',
        'D3 -100000000000000000 AUD at null',
      ]);
    });

    it('is credited anew when the rate changes: a reversal and a new entry', async () => {
      const { change, now } = await ledgerOrg(store);
      await putRates(store, 'AUD', [JANUARY]);
      await change('2025-06-03', { D1: { ...AUD, CloseDate: '2025-01-31' } });
      await store.db.updateTable('conversion_rate').set({ rate: '1.42' }).execute();
      await store.db
        .insertInto('changed_record')
        .values({ object: 'opportunity', record_id: 'D1' })
        .execute();
      await settle(store, now());
      expect(await live()).toEqual(['D1 9788732 USD at 1.42']);
      const entries = await store.db
        .selectFrom('entry')
        .select('amount')
        .where('measure', '=', 'bookings')
        .execute();
      expect(entries.map((it) => it.amount)).toEqual([10_000_000n, -10_000_000n, 9_788_732n]);
    });

    it('is part of the open pipeline at the rate of its close date, each deal rounded by itself', async () => {
      const { change, now } = await ledgerOrg(store);
      await putRates(store, 'AUD', [JANUARY, FEBRUARY]);
      const open = { Amount: '0.01', CurrencyIsoCode: 'AUD', CloseDate: '2025-11-30' };
      await change('2025-06-03', {
        D1: open,
        D2: open,
        D3: { ...AUD, ...REOPENED, CloseDate: '2025-01-10' },
      });
      const { value, lines } = await figure('open_pipeline', now());
      expect(value).toBe('100000.02');
      expect(lines.map((it) => it.rate)).toEqual(['1.42', '1.42', '1.39']);
    });
  });

  describe('converting', () => {
    it('goes by the rates known before a moment, where one is given', async () => {
      await ledgerOrg(store);
      const day = (n: number) => `2025-06-0${n}T00:00:00Z`;
      const aud = {
        currency: 'AUD',
        decimals: 2,
        from_on: '0001-01-01',
        to_on: 'infinity',
        kind: 'static',
      } as const;
      const replaced = { ...aud, rate: '1.25', known_at: day(1), known_until: day(3) };
      await store.db.insertInto('past_conversion_rate').values(replaced).execute();
      await store.db
        .insertInto('conversion_rate')
        .values({ ...aud, rate: '1.6', known_at: day(3) })
        .execute();
      const worth = async (known?: string) => {
        const knownBefore = known === undefined ? undefined : Temporal.Instant.from(known);
        const asked = conversion(store, 'd', { to: 'USD', choice: 'close_date', knownBefore });
        const { rows } = await sql<{ amount: bigint; rate: string | null }>`
          select c.amount, c.rate from (values (1000::bigint, 'AUD', date '2025-05-10')) d (amount, currency, close_on)
          cross join lateral (${asked}) c`.execute(store.db);
        return rows.map((it) => `${it.amount} at ${it.rate}`);
      };
      expect(await worth(day(1))).toEqual(['1000 at null']);
      expect(await worth(day(2))).toEqual(['800 at 1.25']);
      expect(await worth(day(3))).toEqual(['800 at 1.25']);
      expect(await worth(day(4))).toEqual(['625 at 1.6']);
      expect(await worth()).toEqual(['625 at 1.6']);
    });

    it('rounds half away from zero exactly, whatever the size of the numbers', async () => {
      const value = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
      const divisor = fc.bigInt({ min: 1n, max: 10n ** 12n });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(value, divisor), { minLength: 1, maxLength: 50 }),
          async (pairs) => {
            const { rows } = await sql<{ result: string }>`
            select (${halfAway(sql`v::numeric`, sql`d::numeric`)})::text as result
            from unnest(${pairs.map(([v]) => String(v))}::text[], ${pairs.map(([, d]) => String(d))}::text[])
              with ordinality as given(v, d, nth) order by nth`.execute(store.db);
            expect(rows.map((row) => row.result)).toEqual(pairs.map(([v, d]) => String(rounded(v, d))));
          },
        ),
        { numRuns: 20 },
      );
    });
  });
});

function rounded(value: bigint, by: bigint): bigint {
  const size = (2n * (value < 0n ? -value : value) + by) / (2n * by);
  return value < 0n ? -size : size;
}
