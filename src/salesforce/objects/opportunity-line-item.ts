import { z } from 'zod';
import { decimalText, NEVER_CHANGED, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  OpportunityId: row.id,
  Product2Id: row.idOrNull,
  Quantity: row.numberOrNull,
  UnitPrice: row.numberOrNull,
  TotalPrice: row.numberOrNull,
  IsDeleted: row.yes,
  SystemModstamp: row.instantOrNull,
});

export const opportunityLineItem = defineObject({
  name: 'OpportunityLineItem',
  table: 'line_item',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id', 'OpportunityId'],
  absent: 'Products on deals are not shown.',
  toRow: (item) => ({
    id: item.Id,
    opportunity_id: item.OpportunityId,
    product_id: item.Product2Id,
    quantity: decimalText(item.Quantity),
    unit_price: decimalText(item.UnitPrice),
    total_price: decimalText(item.TotalPrice),
    is_deleted: item.IsDeleted,
    modified_at: item.SystemModstamp ?? NEVER_CHANGED,
  }),
});
