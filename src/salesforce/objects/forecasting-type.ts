import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  DeveloperName: row.textOrNull,
  MasterLabel: row.textOrNull,
  IsActive: row.yesUnlessSaid,
  IsAmount: row.yesUnlessSaid,
});

/** Read only to choose the quotas we use. */
export const forecastingType = defineObject({
  name: 'ForecastingType',
  table: 'none',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id'],
  absent: '',
  toRow: (type) => ({
    id: type.Id,
    name: type.MasterLabel ?? type.DeveloperName ?? type.Id,
    isUsable: type.IsActive && type.IsAmount,
  }),
});

export type ForecastingType = NonNullable<ReturnType<typeof forecastingType.read>['row']>;
