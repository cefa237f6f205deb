import { z } from 'zod';
import { nextDay, row } from '#salesforce/values.ts';
import { defineObject, type FiscalYears } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Type: row.text,
  Number: row.numberOrNull,
  StartDate: row.day,
  EndDate: row.day,
  FullyQualifiedLabel: row.textOrNull,
  PeriodLabel: row.textOrNull,
  QuarterLabel: row.textOrNull,
  FiscalYearSettingsId: row.idOrNull,
});

const TYPES = { Month: 'month', Quarter: 'quarter', Year: 'year', Week: 'week' } as const;

export const period = defineObject({
  name: 'Period',
  table: 'fiscal_period',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'Type', 'StartDate', 'EndDate'],
  without: {},
  absent: 'Periods are computed from the start month of the fiscal year; custom fiscal years are not known.',
  toRow(period, { calendar }) {
    const type = typeOf(period.Type);
    if (type === undefined) return null;
    return {
      id: period.Id,
      type,
      number: period.Number,
      label: labelOf(period),
      start_on: period.StartDate,
      // Salesforce names the last day; our intervals end before their end.
      end_on: nextDay(period.EndDate),
      is_custom: isCustom(period.FiscalYearSettingsId, calendar),
    };
  },
});

function typeOf(type: string): 'month' | 'quarter' | 'year' | 'week' | undefined {
  return Object.entries(TYPES).find(([name]) => name === type)?.[1];
}

function labelOf(period: z.output<typeof record>): string {
  const own = period.FullyQualifiedLabel ?? period.PeriodLabel ?? period.QuarterLabel;
  return own ?? [period.Type, period.Number, period.StartDate].filter((part) => part !== null).join(' ');
}

/** Period rows without any fiscal year settings can only come from a calendar somebody drew by hand. */
function isCustom(settingsId: string | null, { standardById }: FiscalYears): boolean {
  if (standardById.size === 0) return true;
  return standardById.get(settingsId ?? '') === false;
}
