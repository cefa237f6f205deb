import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  DeveloperName: row.textOrNull,
  MasterLabel: row.textOrNull,
  SplitField: row.textOrNull,
  IsTotalValidated: row.yes,
  IsActive: row.yesUnlessSaid,
});

/** Present only in orgs that split deals: what kinds of splits there are. */
export const opportunitySplitType = defineObject({
  name: 'OpportunitySplitType',
  table: 'split_type',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'IsTotalValidated'],
  absent: '',
  toRow: (type) => ({
    id: type.Id,
    name: type.DeveloperName ?? type.Id,
    label: type.MasterLabel ?? type.DeveloperName ?? type.Id,
    field: type.SplitField,
    is_total_validated: type.IsTotalValidated,
    is_active: type.IsActive,
  }),
});
