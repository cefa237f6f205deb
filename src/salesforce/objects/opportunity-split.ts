import { z } from 'zod';
import { NEVER_CHANGED, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  OpportunityId: row.id,
  SplitOwnerId: row.id,
  SplitTypeId: row.idOrNull,
  SplitPercentage: row.numberOrNull,
  IsDeleted: row.yes,
  SystemModstamp: row.instantOrNull,
});

/** Present only in orgs that split deals: who has which part of a deal. */
export const opportunitySplit = defineObject({
  name: 'OpportunitySplit',
  table: 'deal_split',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id', 'OpportunityId', 'SplitOwnerId', 'SplitPercentage'],
  without: { SplitTypeId: 'Splits are not told apart: none of them is credited.' },
  absent: '',
  toRow(split, { flag }) {
    const percentage = String(split.SplitPercentage ?? 0);
    const isReadable = /^\d+(\.\d+)?$/.test(percentage);
    if (!isReadable) flag(`has a percentage that cannot be credited (${percentage}); it counts as 0`);
    return {
      id: split.Id,
      opportunity_id: split.OpportunityId,
      person_id: split.SplitOwnerId,
      split_type_id: split.SplitTypeId,
      percentage: isReadable ? percentage : '0',
      is_deleted: split.IsDeleted,
      modified_at: split.SystemModstamp ?? NEVER_CHANGED,
    };
  },
});
