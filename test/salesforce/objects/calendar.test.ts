import { describe, expect, test } from 'vitest';
import { fiscalYears } from '#salesforce/objects/fiscal-year-settings.ts';
import { period } from '#salesforce/objects/period.ts';
import { CONTEXT } from './context.ts';

const QUARTER = {
  Id: '026000000000001AAA',
  Type: 'Quarter',
  Number: 1,
  StartDate: '2011-05-31',
  EndDate: '2011-08-30',
  FullyQualifiedLabel: '2011-05-31 to 2011-08-30',
  FiscalYearSettingsId: '022000000000001AAA',
};
const read = (given: object, calendar = CONTEXT.calendar) =>
  period.read({ ...QUARTER, ...given }, { ...CONTEXT, calendar }).row;

describe('a Period row', () => {
  test('ends before the day after its last', () => {
    expect(read({})).toEqual({
      id: '026000000000001AAA',
      type: 'quarter',
      number: 1,
      label: '2011-05-31 to 2011-08-30',
      start_on: '2011-05-31',
      end_on: '2011-08-31',
      is_custom: false,
    });
  });

  test('takes the best label it has', () => {
    expect(read({ FullyQualifiedLabel: null, QuarterLabel: 'Spring' })?.label).toBe('Spring');
    expect(read({ FullyQualifiedLabel: undefined })?.label).toBe('Quarter 1 2011-05-31');
  });

  test('is custom where its year is not standard, and where nobody keeps settings of years', () => {
    const custom = new Map([['022000000000001AAA', false]]);
    expect(read({}, { standardById: custom, weekStart: 1 })?.is_custom).toBe(true);
    expect(read({}, { standardById: new Map(), weekStart: 1 })?.is_custom).toBe(true);
    expect(read({ FiscalYearSettingsId: null })?.is_custom).toBe(false);
  });

  test('of a type we do not know is left alone', () => {
    expect(read({ Type: 'Fortnight' })).toBeNull();
  });
});

describe('the week', () => {
  const year = (start: string, weekStart: number | null) => ({
    id: start,
    start,
    isStandard: true,
    weekStart,
  });

  test('starts as the latest fiscal year says, where 1 is Sunday', () => {
    expect(fiscalYears([year('2027-01-01', 1), year('2026-01-01', 2)]).weekStart).toBe(7);
    expect(fiscalYears([year('2026-01-01', 7), year('2027-01-01', null)]).weekStart).toBe(6);
  });

  test('starts on Monday where nobody says', () => {
    expect(fiscalYears([]).weekStart).toBe(1);
  });
});
