import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { day } from '#lib/days.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { withCheckSuffix } from '#sandbox/company/ids.ts';
import type { Row } from '#sandbox/company/tables.ts';
import { grouped, idsOf, rowsOf } from './reading.ts';

const company = inventCompany();

function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

describe('the same options', () => {
  test('give the same company, another seed another one', () => {
    const small = { scale: 0.1 };
    const first = fingerprint(inventCompany(small).tables);
    expect(fingerprint(inventCompany(small).tables)).toBe(first);
    expect(fingerprint(inventCompany({ ...small, seed: 'other' }).tables)).not.toBe(first);
  });

  test('give a company at any other day, also one at the start of a quarter', () => {
    const other = inventCompany({ today: day('2025-01-01'), scale: 0.2 });
    expect(rowsOf(other, 'Opportunity').every(({ CreatedDate = '' }) => CreatedDate < '2025-01-01T13')).toBe(
      true,
    );
    expect(rowsOf(other, 'ForecastingQuota').every(({ QuotaAmount }) => Number(QuotaAmount) > 0)).toBe(true);
  });
});

describe('the size', () => {
  test.each([
    ['User', 38, 42],
    ['Account', 200, 300],
    ['Opportunity', 1400, 2200],
    ['OpportunityLineItem', 500, 4000],
    ['Product2', 12, 12],
    ['OpportunityStage', 6, 7],
    ['Territory2', 8, 12],
    ['ForecastingType', 1, 1],
  ])('%s has between %i and %i rows', (name, low, high) => {
    expect(rowsOf(company, name).length).toBeGreaterThanOrEqual(low);
    expect(rowsOf(company, name).length).toBeLessThanOrEqual(high);
  });

  test('of everything allows a first sync within seconds', () => {
    const total = Object.values(company.tables).reduce((sum, rows) => sum + rows.length, 0);
    const activities = rowsOf(company, 'Task').length + rowsOf(company, 'Event').length;
    expect(total).toBeLessThan(35_000);
    expect(activities).toBeGreaterThan(15_000);
    expect(activities).toBeLessThan(25_000);
  });
});

describe('records', () => {
  test('have ids that are valid and occur once', () => {
    const ids = Object.values(company.tables).flatMap((rows) => rows.map(({ Id = '' }) => Id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.length !== 18 || withCheckSuffix(id.slice(0, 15)) !== id)).toEqual([]);
  });

  test.each([
    ['User', 'ManagerId', 'User'],
    ['User', 'UserRoleId', 'UserRole'],
    ['UserRole', 'ParentRoleId', 'UserRole'],
    ['Account', 'OwnerId', 'User'],
    ['Opportunity', 'OwnerId', 'User'],
    ['Opportunity', 'AccountId', 'Account'],
    ['Opportunity', 'Territory2Id', 'Territory2'],
    ['OpportunityHistory', 'OpportunityId', 'Opportunity'],
    ['OpportunityHistory', 'CreatedById', 'User'],
    ['OpportunityLineItem', 'OpportunityId', 'Opportunity'],
    ['OpportunityLineItem', 'Product2Id', 'Product2'],
    ['Task', 'OwnerId', 'User'],
    ['Task', 'AccountId', 'Account'],
    ['Event', 'OwnerId', 'User'],
    ['ForecastingQuota', 'QuotaOwnerId', 'User'],
    ['ForecastingQuota', 'PeriodId', 'Period'],
    ['ForecastingQuota', 'ForecastingTypeId', 'ForecastingType'],
    ['Period', 'FiscalYearSettingsId', 'FiscalYearSettings'],
    ['FiscalYearSettings', 'PeriodId', 'Period'],
    ['Territory2', 'ParentTerritory2Id', 'Territory2'],
    ['UserTerritory2Association', 'UserId', 'User'],
    ['UserTerritory2Association', 'Territory2Id', 'Territory2'],
  ])('of %s name in %s an existing %s or nothing', (name, field, target) => {
    const known = idsOf(company, target);
    const values = rowsOf(company, name).map((row) => row[field]);
    expect(values.filter((value) => value !== '' && !known.has(value))).toEqual([]);
    expect(values.some((value) => value !== '')).toBe(true);
  });

  test('point to a deal or a customer when they are activities', () => {
    const known = idsOf(company, 'Opportunity').union(idsOf(company, 'Account'));
    const lost = ['Task', 'Event']
      .flatMap((name) => rowsOf(company, name))
      .filter(({ WhatId }) => !known.has(WhatId));
    expect(lost).toEqual([]);
  });

  test('were not touched after the moment the tables describe', () => {
    const asOf = company.asOf.toString({ fractionalSecondDigits: 3 }).replace('Z', '+0000');
    const stamps = Object.values(company.tables).flatMap((rows) =>
      rows.map((row) => row['SystemModstamp'] ?? ''),
    );
    expect(stamps.filter((stamp) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/.test(stamp))).toEqual(
      [],
    );
    expect(stamps.filter((stamp) => stamp >= asOf)).toEqual([]);
  });
});

describe('people', () => {
  const users = rowsOf(company, 'User');
  const byId = new Map(users.map((user) => [user['Id'], user]));

  test('all report to the one at the top, without a circle', () => {
    const chainOf = (user: Row | undefined, depth: number): string[] =>
      user && depth < 6 ? [user['Title'] ?? '', ...chainOf(byId.get(user['ManagerId']), depth + 1)] : [];
    expect(users.filter((user) => chainOf(user, 0).at(-1) !== 'Chief Revenue Officer')).toEqual([]);
  });

  test('live in several time zones of three regions and have addresses of their own', () => {
    expect(new Set(users.map(({ TimeZoneSidKey }) => TimeZoneSidKey)).size).toBeGreaterThan(5);
    expect(new Set(users.map(({ Email }) => Email?.toLowerCase())).size).toBe(users.length);
    expect(users.filter(({ Email = '' }) => !/^[a-z.-]{3,64}@brambleway\.example$/i.test(Email))).toEqual([]);
  });

  test('include one who left and whose deals remain, some of them open', () => {
    const [left, ...others] = users.filter(({ IsActive }) => IsActive === 'false');
    expect(others).toEqual([]);
    const deals = rowsOf(company, 'Opportunity').filter(({ OwnerId }) => OwnerId === left?.['Id']);
    expect(new Set(deals.map(({ IsClosed }) => IsClosed))).toEqual(new Set(['true', 'false']));
  });
});

describe('quotas', () => {
  const reps = rowsOf(company, 'User').filter(({ Title }) => Title === 'Account Executive');
  const quotas = rowsOf(company, 'ForecastingQuota');
  const current = quotas.filter(({ StartDate }) => StartDate === '2026-10-01');

  test('are given to reps alone, and one active rep has none', () => {
    const owners = new Set(current.map(({ QuotaOwnerId }) => QuotaOwnerId));
    expect(owners.size).toBe(current.length);
    expect(owners.difference(new Set(reps.map(({ Id }) => Id))).size).toBe(0);
    expect(reps.filter(({ Id, IsActive }) => IsActive === 'true' && !owners.has(Id))).toHaveLength(1);
  });

  test('belong to the quarter that starts on their first day', () => {
    const periods = new Map(rowsOf(company, 'Period').map((period) => [period['Id'], period]));
    const starts = quotas.map(({ PeriodId }) => periods.get(PeriodId ?? ''));
    expect(starts.map((period) => period?.['StartDate'])).toEqual(quotas.map(({ StartDate }) => StartDate));
    expect(new Set(starts.map((period) => period?.['Type']))).toEqual(new Set(['Quarter']));
  });

  test('leave some far behind and let others exceed them this quarter', () => {
    const won = rowsOf(company, 'Opportunity').filter(
      ({ IsWon, Fiscal }) => IsWon === 'true' && Fiscal === '2026 4',
    );
    const wonBy = grouped(won, 'OwnerId');
    const attained = current
      .map(({ QuotaOwnerId = '', QuotaAmount }) => {
        const booked = (wonBy.get(QuotaOwnerId) ?? []).reduce((sum, { Amount }) => sum + Number(Amount), 0);
        return booked / Number(QuotaAmount);
      })
      .sort((a, b) => a - b);
    expect(attained[0]).toBeLessThan(0.5);
    expect(attained[Math.floor(attained.length / 2)]).toBeGreaterThan(0.7);
    expect(attained[Math.floor(attained.length / 2)]).toBeLessThan(1);
    expect(attained.at(-1)).toBeGreaterThan(1.1);
    expect(attained.at(-1)).toBeLessThan(1.8);
  });
});

test('the fiscal calendar has three years, each of four quarters and twelve months without gap', () => {
  const periods = grouped(rowsOf(company, 'Period'), 'Type');
  expect([...periods].map(([type, rows]) => [type, rows.length])).toEqual([
    ['Year', 3],
    ['Quarter', 12],
    ['Month', 36],
  ]);
  for (const rows of periods.values()) {
    const nextStarts = rows.map(({ EndDate = '' }) => day(EndDate).add({ days: 1 }).toString()).slice(0, -1);
    expect(rows.map(({ StartDate }) => StartDate).slice(1)).toEqual(nextStarts);
  }
});
