import { z } from 'zod';
import { NEVER_CHANGED, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.textOrNull,
  OwnerId: row.idOrNull,
  ParentId: row.idOrNull,
  IsDeleted: row.yes,
  SystemModstamp: row.instantOrNull,
});

export const account = defineObject({
  name: 'Account',
  table: 'account',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id'],
  without: { Name: 'Deals are shown without the name of their account.' },
  absent: 'Deals are shown without their account.',
  toRow: (account) => ({
    id: account.Id,
    name: account.Name ?? '',
    owner_id: account.OwnerId,
    parent_id: account.ParentId,
    is_deleted: account.IsDeleted,
    modified_at: account.SystemModstamp ?? NEVER_CHANGED,
  }),
});
