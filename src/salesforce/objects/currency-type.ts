import { z } from 'zod';
import { ALWAYS, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';
import { exactRate } from './exact-rate.ts';

const record = z.object({
  Id: row.id,
  IsoCode: row.text,
  IsCorporate: row.yes,
  ConversionRate: row.numberOrNull,
});

/** Present only in orgs with several currencies: which one is the corporate one, and one rate for all days. */
export const currencyType = defineObject({
  name: 'CurrencyType',
  table: 'conversion_rate',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['IsoCode', 'IsCorporate'],
  without: { ConversionRate: 'Deals in other currencies are converted only where there are dated rates.' },
  absent: '',
  toRow: (currency, { flag }) => ({
    code: currency.IsoCode,
    isCorporate: currency.IsCorporate,
    from: ALWAYS,
    rate: exactRate({ currency: currency.IsoCode, rate: currency.ConversionRate }, flag),
  }),
});
