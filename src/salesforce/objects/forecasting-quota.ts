import { z } from 'zod';
import { NEVER_CHANGED, row } from '#salesforce/values.ts';
import { amountOf } from './amount.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  QuotaOwnerId: row.idOrNull,
  ForecastingTypeId: row.idOrNull,
  PeriodId: row.idOrNull,
  StartDate: row.day,
  IsAmount: row.yesUnlessSaid,
  QuotaAmount: row.numberOrNull,
  CurrencyIsoCode: row.textOrNull,
  ProductFamily: row.textOrNull,
  Territory2Id: row.idOrNull,
  ForecastingGroupItemId: row.idOrNull,
  CreatedDate: row.instantOrNull,
  SystemModstamp: row.instantOrNull,
});

/** Quotas as the org keeps them; which of them we use is decided over all of them together. */
export const forecastingQuota = defineObject({
  name: 'ForecastingQuota',
  table: 'quota',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'QuotaOwnerId', 'StartDate', 'QuotaAmount'],
  absent: 'Quotas come only from imported files; without one there is no attainment and no coverage.',
  toRow(quota, context) {
    const currency = quota.CurrencyIsoCode ?? context.currency;
    return {
      id: quota.Id,
      personId: quota.QuotaOwnerId,
      typeId: quota.ForecastingTypeId,
      periodId: quota.PeriodId,
      start: quota.StartDate,
      isAmount: quota.IsAmount,
      /** A part of a quota: for one product family, territory or group. */
      part: quota.ProductFamily ?? quota.Territory2Id ?? quota.ForecastingGroupItemId,
      amount: amountOf({ amount: quota.QuotaAmount, currency }, context.flag),
      currency,
      knownAt: quota.SystemModstamp ?? quota.CreatedDate ?? NEVER_CHANGED,
    };
  },
});

export type QuotaRecord = NonNullable<ReturnType<typeof forecastingQuota.read>['row']>;
