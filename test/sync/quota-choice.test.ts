import { describe, expect, test } from 'vitest';
import type { QuotaRecord } from '#salesforce/objects/forecasting-quota.ts';
import { chooseQuotas, spanWithoutPeriod } from '#sync/quota-choice.ts';
import type { Store } from '#store/store.ts';
import { bench } from './org.ts';
import { id, MANAGER, REP, smallOrg } from './small-org.ts';

const quota = (n: number, given: Partial<QuotaRecord> = {}): QuotaRecord => ({
  id: `q${n}`,
  personId: 'rep',
  typeId: null,
  periodId: null,
  start: '2026-10-01',
  isAmount: true,
  part: null,
  amount: 100n,
  currency: 'USD',
  knownAt: '2026-01-01T00:00:00.000Z',
  ...given,
});

const periods = new Map([['p1', { start: '2026-10-01', end: '2027-01-01' }]]);
const calendar = { periods, fiscalYearStartMonth: 1 };
const type = (typeId: string, isUsable = true) => ({ id: typeId, name: `Type ${typeId}`, isUsable });

describe('the quotas of an org', () => {
  test('last as long as the Period they name', () => {
    const { rows, gaps } = chooseQuotas([quota(1, { periodId: 'p1' })], { types: [], calendar });
    expect(rows).toMatchObject([
      { start_on: '2026-10-01', end_on: '2027-01-01', amount: 100n, source_id: 'q1' },
    ]);
    expect(gaps).toEqual([]);
  });

  test('in units, or for a part of the business, are named and not used', () => {
    const quotas = [
      quota(1),
      quota(2, { isAmount: false }),
      quota(3, { part: 'Sensors' }),
      quota(4, { part: 'East' }),
    ];
    const { rows, gaps } = chooseQuotas(quotas, { types: [], calendar });
    expect(rows.map((row) => row.source_id)).toEqual(['q1']);
    expect(gaps).toEqual([
      { field: 'quantity quotas', effect: expect.stringContaining('1 quota is in units') },
      { field: 'partial quotas', effect: expect.stringContaining('2 quotas are') },
    ]);
  });

  test('of several forecasting types are those of the active amount type with the most', () => {
    const quotas = [
      quota(1, { typeId: 'a' }),
      quota(2, { typeId: 'b', start: '2026-07-01' }),
      quota(3, { typeId: 'b' }),
      ...[4, 5, 6].map((n) => quota(n, { typeId: 'off', personId: `p${n}` })),
    ];
    const { rows, gaps } = chooseQuotas(quotas, {
      types: [type('a'), type('b'), type('off', false)],
      calendar,
    });
    expect(rows.map((row) => row.source_id).sort()).toEqual(['q2', 'q3']);
    expect(gaps).toEqual([{ field: 'other forecasting types', effect: expect.stringContaining('"Type b"') }]);
  });

  test('for one person and period come down to the latest', () => {
    const quotas = [quota(1, { knownAt: '2026-03-01T00:00:00.000Z' }), quota(2)];
    const { rows, gaps } = chooseQuotas(quotas, { types: [], calendar });
    expect(rows.map((row) => row.source_id)).toEqual(['q1']);
    expect(gaps.map(({ field }) => field)).toEqual(['double quotas']);
  });

  test('without a Period last a fiscal quarter, or a month where one starts within a quarter', () => {
    expect(spanWithoutPeriod([quota(1), quota(2, { start: '2027-01-01' })], 1)).toBe(3);
    expect(spanWithoutPeriod([quota(1), quota(2, { start: '2026-11-01' })], 1)).toBe(1);
    expect(spanWithoutPeriod([quota(1, { start: '2026-11-01' })], 2)).toBe(3);
    const { rows } = chooseQuotas([quota(1), quota(2, { start: '2026-11-01' })], { types: [], calendar });
    expect(rows.map((row) => row.end_on)).toEqual(['2026-11-01', '2026-12-01']);
  });

  test('without owner or amount say nothing', () => {
    const { rows } = chooseQuotas([quota(1, { amount: null }), quota(2, { personId: null })], {
      types: [],
      calendar,
    });
    expect(rows).toEqual([]);
  });
});

describe('quotas that change in Salesforce', () => {
  const row = (n: number, amount = '50') => ({
    Id: id('0J9', n),
    QuotaOwnerId: REP,
    StartDate: `2026-0${n * 3 + 1}-01`,
    QuotaAmount: amount,
  });
  const versions = (store: Store) =>
    store.db
      .selectFrom('quota')
      .select(['person_id', 'start_on', 'version', 'amount', 'restores'])
      .where('source', '=', 'salesforce')
      .orderBy('person_id')
      .orderBy('start_on')
      .orderBy('version')
      .execute();
  const told = (store: Store) =>
    store.db.selectFrom('fact').select('payload').where('name', '=', 'quota.changed').execute();

  test('get a new version; nothing that was known is overwritten, and whoever listens is told the days', async () => {
    const { store, sync, org } = await bench(smallOrg({ objects: { ForecastingQuota: [row(1), row(2)] } }));
    await sync();
    expect(await told(store)).toEqual([]);
    org.update('ForecastingQuota', id('0J9', 1), { QuotaAmount: '60' });
    await sync();
    const second = { person_id: REP, start_on: '2026-07-01', version: 1, amount: 5000n, restores: null };
    expect(await versions(store)).toEqual([
      { person_id: REP, start_on: '2026-04-01', version: 1, amount: 5000n, restores: null },
      { person_id: REP, start_on: '2026-04-01', version: 2, amount: 6000n, restores: null },
      second,
    ]);
    expect(await told(store)).toEqual([{ payload: { from: '2026-04-01', to: '2026-06-30', quotas: 1 } }]);
    await sync();
    expect(await told(store)).toHaveLength(1);
  });

  test('leave the person they moved from, end where they are removed, and can come back', async () => {
    const { store, sync, org } = await bench(smallOrg({ objects: { ForecastingQuota: [row(1), row(2)] } }));
    await store.db
      .insertInto('quota')
      .values({
        person_id: REP,
        metric: 'bookings',
        start_on: '2026-01-01',
        end_on: '2026-04-01',
        amount: 5n,
        currency: 'USD',
        source: 'csv',
        source_id: 'file',
        known_at: '2026-01-01T00:00:00Z',
      })
      .execute();
    await sync();
    org.update('ForecastingQuota', id('0J9', 1), { QuotaOwnerId: MANAGER });
    org.delete('ForecastingQuota', id('0J9', 2));
    await sync();
    const last = (await versions(store)).filter(
      ({ version }, at, all) => all[at + 1]?.version !== version + 1,
    );
    expect(last).toEqual([
      { person_id: MANAGER, start_on: '2026-04-01', version: 1, amount: 5000n, restores: null },
      { person_id: REP, start_on: '2026-04-01', version: 2, amount: 0n, restores: 0 },
      { person_id: REP, start_on: '2026-07-01', version: 2, amount: 0n, restores: 0 },
    ]);
    org.update('ForecastingQuota', id('0J9', 1), { QuotaOwnerId: REP });
    await sync();
    expect(await versions(store)).toContainEqual({
      person_id: REP,
      start_on: '2026-04-01',
      version: 3,
      amount: 5000n,
      restores: null,
    });
    const filed = await store.db.selectFrom('quota').select('amount').where('source', '=', 'csv').execute();
    expect(filed).toEqual([{ amount: 5n }]);
  });
});
