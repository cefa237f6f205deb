import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';
import { exactRate } from './exact-rate.ts';

const record = z.object({
  Id: row.id,
  IsoCode: row.text,
  StartDate: row.day,
  /** The first day of the next rate. */
  NextStartDate: row.dayOrNull,
  ConversionRate: row.numberOrNull,
});

/** Present only in orgs with advanced currency management: the rate of a currency from a day on until another. */
export const datedConversionRate = defineObject({
  name: 'DatedConversionRate',
  table: 'conversion_rate',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['IsoCode', 'StartDate', 'ConversionRate'],
  absent: '',
  toRow: (dated, { flag }) => ({
    code: dated.IsoCode,
    from: dated.StartDate,
    to: dated.NextStartDate,
    rate: exactRate({ currency: dated.IsoCode, rate: dated.ConversionRate }, flag),
  }),
});
