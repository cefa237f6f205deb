import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject, type FiscalYears } from './define-object.ts';

const record = z.object({
  Id: row.id,
  StartDate: row.dayOrNull,
  IsStandardYear: row.yesUnlessSaid,
  /** 1 = Sunday … 7 = Saturday. */
  WeekStartDay: row.numberOrNull,
});

/** Not kept as rows of its own: it says which Period rows are custom and on which day weeks start. */
export const fiscalYearSettings = defineObject({
  name: 'FiscalYearSettings',
  table: 'none',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id'],
  without: {},
  absent: '',
  toRow: (year) => ({
    id: year.Id,
    start: year.StartDate ?? '',
    isStandard: year.IsStandardYear,
    weekStart: year.WeekStartDay,
  }),
});

type FiscalYear = NonNullable<ReturnType<typeof fiscalYearSettings.read>['row']>;

/** Summary of all years: the week starts as in the latest one that says so, else on Monday. */
export function fiscalYears(years: readonly FiscalYear[]): FiscalYears {
  const latest = years
    .filter((year) => year.weekStart !== null)
    .sort((a, b) => (a.start < b.start ? 1 : -1))[0];
  const sundayFirst = latest?.weekStart ?? 2;
  return {
    standardById: new Map(years.map((year) => [year.id, year.isStandard])),
    weekStart: sundayFirst === 1 ? 7 : sundayFirst - 1,
  };
}
