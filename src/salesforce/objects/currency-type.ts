import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({ Id: row.id, IsoCode: row.text, IsCorporate: row.yes });

/** Present only in orgs with several currencies; read only to find the corporate one. */
export const currencyType = defineObject({
  name: 'CurrencyType',
  table: 'none',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['IsoCode', 'IsCorporate'],
  absent: '',
  toRow: (currency) => ({ code: currency.IsoCode, isCorporate: currency.IsCorporate }),
});
