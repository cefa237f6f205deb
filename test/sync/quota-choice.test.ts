import { describe, expect, test } from 'vitest';
import type { QuotaRecord } from '#salesforce/objects/forecasting-quota.ts';
import { chooseQuotas, spanWithoutPeriod } from '#sync/quota-choice.ts';
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

test('a quota that moves to another person leaves the first; one that is removed is gone; imported ones stay', async () => {
  const row = (n: number) => ({
    Id: id('0J9', n),
    QuotaOwnerId: REP,
    StartDate: `2026-0${n * 3 + 1}-01`,
    QuotaAmount: '50',
  });
  const { store, sync, org } = await bench(smallOrg({ objects: { ForecastingQuota: [row(1), row(2)] } }));
  const imported = {
    metric: 'bookings',
    start_on: '2026-01-01',
    end_on: '2026-04-01',
    amount: 5n,
    currency: 'USD',
  };
  await store.db
    .insertInto('quota')
    .values({
      ...imported,
      person_id: REP,
      source: 'csv',
      source_id: 'file',
      known_at: '2026-01-01T00:00:00Z',
    })
    .execute();
  await sync();
  org.update('ForecastingQuota', id('0J9', 1), { QuotaOwnerId: MANAGER });
  org.delete('ForecastingQuota', id('0J9', 2));
  await sync();
  const rows = await store.db
    .selectFrom('quota')
    .select(['person_id', 'source', 'amount'])
    .orderBy('person_id')
    .execute();
  expect(rows).toEqual([
    { person_id: MANAGER, source: 'salesforce', amount: 5000n },
    { person_id: REP, source: 'csv', amount: 5n },
  ]);
});
