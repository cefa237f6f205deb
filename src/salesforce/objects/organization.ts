import { z } from 'zod';
import { isTimeZone, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  TimeZoneSidKey: row.text.refine(isTimeZone, 'is not a time zone we know'),
  DefaultLocaleSidKey: row.textOrNull,
  FiscalYearStartMonth: row.numberOrNull,
  UsesStartDateAsFiscalYearName: row.yes,
  IsSandbox: row.yes,
});

export const organization = defineObject({
  name: 'Organization',
  table: 'organization',
  cursor: 'full',
  deletes: 'keep',
  record,
  required: ['Id', 'Name', 'TimeZoneSidKey'],
  without: { FiscalYearStartMonth: 'The fiscal year is taken to start in January.' },
  absent: 'Without the organization there is no time zone and no fiscal year.',
  toRow: (org, { currency, calendar }) => ({
    id: org.Id,
    name: org.Name,
    time_zone: org.TimeZoneSidKey,
    locale: org.DefaultLocaleSidKey ?? 'en_US',
    fiscal_year_start_month: org.FiscalYearStartMonth ?? 1,
    uses_start_date_as_fiscal_year_name: org.UsesStartDateAsFiscalYearName,
    week_start: calendar.weekStart,
    is_sandbox: org.IsSandbox,
    currency,
  }),
});
