import { describe, expect, test } from 'vitest';
import { metricContext } from '#metrics/context.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { readFigures } from '#metrics/read.ts';
import type { Store } from '#store/store.ts';
import { bench } from './org.ts';
import { deal, dealRow, id, smallOrg } from './small-org.ts';

const CurrencyType = [
  { Id: id('01L', 1), IsoCode: 'USD', ConversionRate: '1', IsCorporate: 'true', IsActive: 'true' },
  { Id: id('01L', 2), IsoCode: 'AUD', ConversionRate: '1.4', IsCorporate: 'false', IsActive: 'true' },
];
const dated = (n: number, StartDate: string, NextStartDate: string, ConversionRate: string) => ({
  Id: id('04w', n),
  IsoCode: 'AUD',
  StartDate,
  NextStartDate,
  ConversionRate,
});
const DatedConversionRate = [
  dated(1, '2026-01-01', '2026-02-01', '1.39'),
  dated(2, '2026-02-01', '9999-12-31', '1.42'),
];
const won = (n: number, CloseDate: string, CurrencyIsoCode: string) => ({
  ...dealRow(n),
  StageName: 'Signed',
  IsClosed: 'true',
  IsWon: 'true',
  CloseDate,
  CurrencyIsoCode,
});

async function rates(store: Store) {
  const rows = await store.db
    .selectFrom('conversion_rate')
    .selectAll()
    .orderBy('kind')
    .orderBy('from_on')
    .execute();
  return rows
    .filter((it) => it.currency === 'AUD')
    .map((it) => `${it.kind} ${it.rate} of ${it.decimals} decimals ${it.from_on} to ${it.to_on}`);
}

async function changed(store: Store) {
  const rows = await store.db.selectFrom('changed_record').select('record_id').execute();
  return [...new Set(rows.map((it) => it.record_id))].toSorted();
}

describe('rates', () => {
  test('are kept dated and static; the last dated one holds for all days to come', async () => {
    const { store, sync } = await bench(smallOrg({ objects: { CurrencyType, DatedConversionRate } }));
    await sync();
    expect(await rates(store)).toEqual([
      'dated 1.39 of 2 decimals 2026-01-01 to 2026-02-01',
      'dated 1.42 of 2 decimals 2026-02-01 to infinity',
      'static 1.4 of 2 decimals 0001-01-01 to infinity',
    ]);
    expect(await sync()).toMatchObject({ DatedConversionRate: { changed: 0, deleted: 0 } });
  });

  test('that change have the closed deals of their days credited anew, and no others', async () => {
    const Opportunity = [
      won(1, '2026-01-10', 'AUD'),
      won(2, '2026-02-10', 'AUD'),
      won(3, '2026-01-10', 'USD'),
    ];
    const objects = { CurrencyType, DatedConversionRate, Opportunity };
    const { store, sync, org, pass } = await bench(smallOrg({ objects }));
    await sync();
    await store.db.deleteFrom('changed_record').execute();
    pass({ minutes: 20 });
    org.update('DatedConversionRate', id('04w', 1), { ConversionRate: 1.37 });
    await sync();
    expect(await changed(store)).toEqual([deal(1)]);
  });

  test('that change leave a past day as it was: its open deals are converted by the rates of that day', async () => {
    const open = { ...dealRow(1), CloseDate: '2026-01-10', CurrencyIsoCode: 'AUD', Amount: '139' };
    const objects = { CurrencyType, DatedConversionRate, Opportunity: [open] };
    const { store, sync, org, pass, clock } = await bench(smallOrg({ objects }));
    await sync();
    const day = clock.now().toZonedDateTimeISO('America/New_York').toPlainDate();
    pass({ hours: 48 });
    org.update('DatedConversionRate', id('04w', 1), { ConversionRate: 1 });
    await sync();
    const context = await metricContext(store, clock.now());
    const period = context.calendar.periodOf('year', Temporal.PlainDate.from('2026-01-10'));
    const pipeline = async (asOf?: Temporal.PlainDate) =>
      (await readFigures(context, { metric: 'open_pipeline', by: 'company', period, asOf })).map(
        ({ value }) => exactText(value),
      );
    expect([await pipeline(day), await pipeline()]).toEqual([['100.00'], ['139.00']]);
  });

  test('are nothing that an org with one currency would miss', async () => {
    const { store, sync } = await bench(smallOrg());
    await sync();
    expect(await rates(store)).toEqual([]);
    const gaps = await store.db.selectFrom('sync_gap').selectAll().execute();
    expect(gaps.filter((it) => it.object.includes('urrency') || it.object.includes('Conversion'))).toEqual(
      [],
    );
  });

  test('that cannot be divided by are named as gaps', async () => {
    const zero = [dated(1, '2026-01-01', '9999-12-31', '0')];
    const { store, sync } = await bench(smallOrg({ objects: { CurrencyType, DatedConversionRate: zero } }));
    await sync();
    expect(await rates(store)).toEqual(['static 1.4 of 2 decimals 0001-01-01 to infinity']);
    const gap = store.db.selectFrom('sync_gap').selectAll().where('object', '=', 'DatedConversionRate');
    expect(await gap.executeTakeFirst()).toMatchObject({ effect: expect.stringContaining('no usable rate') });
  });
});
