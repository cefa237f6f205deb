import { describe, expect, test } from 'vitest';
import { minorUnits } from '#salesforce/objects/amount.ts';
import { opportunity } from '#salesforce/objects/opportunity.ts';
import { opportunityStage } from '#salesforce/objects/opportunity-stage.ts';
import { territory } from '#salesforce/objects/territory.ts';
import { user } from '#salesforce/objects/user.ts';
import { isoInstant, longId } from '#salesforce/values.ts';
import { CONTEXT } from './context.ts';

const DEAL = {
  Id: '006000000000001AAA',
  Name: 'Deal\0',
  StageName: 'Signed',
  Amount: 1054.25,
  CloseDate: '2026-11-03',
  CreatedDate: '2026-10-01T15:00:00.000+0000',
  IsClosed: true,
  IsWon: true,
};

describe('a record', () => {
  test('whose optional fields are hidden is read without them', () => {
    const { row, problems } = opportunity.read(DEAL, CONTEXT);
    expect(row).toMatchObject({
      amount: 105_425n,
      currency: 'USD',
      owner_id: null,
      is_private: false,
      name: 'Deal',
    });
    expect(problems).toEqual([]);
  });

  test('that lacks what nothing can replace becomes a problem, not an error', () => {
    const { row, problems } = opportunity.read({ ...DEAL, CloseDate: null }, CONTEXT);
    expect(row).toBeNull();
    expect(problems).toEqual([{ id: DEAL.Id, effect: expect.stringContaining('CloseDate') }]);
  });

  test('with a currency nobody knows keeps everything but its amount', () => {
    const { row, problems } = opportunity.read({ ...DEAL, CurrencyIsoCode: 'Q1' }, CONTEXT);
    expect(row).toMatchObject({ amount: null, stage: 'Signed' });
    expect(problems[0]?.effect).toContain('Q1');
  });

  test('of a person writes the e-mail small and falls back on the org for the time zone', () => {
    const { row } = user.read({ Id: '005000000000001AAA', Name: 'Ana', Email: 'Ana@Small.Example' }, CONTEXT);
    expect(row).toMatchObject({ email: 'ana@small.example', time_zone: 'America/New_York', is_active: true });
  });

  test('of a stage without API name goes by its label', () => {
    const { row } = opportunityStage.read({ MasterLabel: 'Won', IsClosed: true, IsWon: true }, CONTEXT);
    expect(row).toBeNull();
    const withId = { Id: '01J000000000001AAA', MasterLabel: 'Won', IsClosed: true, IsWon: true };
    expect(opportunityStage.read(withId, CONTEXT).row?.api_name).toBe('Won');
  });
});

test('only the live territory model is read where there are models', () => {
  expect(territory.where(new Set(['Id', 'Territory2ModelId']))).toEqual(["Territory2Model.State = 'Active'"]);
  expect(territory.where(new Set(['Id']))).toEqual([]);
});

describe('amounts', () => {
  test.each([
    [0.1 + 0.2, 'USD', 30n],
    [1e21, 'USD', 'inexact'],
    [-12.345, 'USD', -1235n],
    [1500, 'JPY', 1500n],
    [9_999_999_999_999.99, 'USD', 999_999_999_999_999n],
    [90_071_992_547_409.5, 'USD', 'inexact'],
    [null, 'USD', null],
  ])('%s %s is %s minor units', (amount, currency, expected) => {
    expect(minorUnits(amount, currency)).toBe(expected);
  });
});

describe('moments and ids', () => {
  test.each([
    ['2026-11-21T10:00:00.000+0000', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00.5+02:00', '2026-11-21T08:00:00.500Z'],
    ['yesterday', undefined],
  ])('%s is the instant %s', (text, instant) => {
    expect(isoInstant(text)).toBe(instant);
  });

  test('ids of 15 characters get the suffix that tells capitals apart', () => {
    expect(longId('0010000000000Au')).toBe('0010000000000AuAAI');
    expect(longId('001000000000001AAA')).toBe('001000000000001AAA');
  });
});
