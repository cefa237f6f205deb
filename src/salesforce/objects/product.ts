import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  Family: row.textOrNull,
  ProductCode: row.textOrNull,
  IsActive: row.yesUnlessSaid,
  SystemModstamp: row.instantOrNull,
});

/** A product that is deleted or retired still names what was sold. */
export const product = defineObject({
  name: 'Product2',
  table: 'product',
  cursor: 'modstamp',
  deletes: 'keep',
  record,
  required: ['Id', 'Name'],
  absent: 'Products on deals are not shown.',
  toRow: (product) => ({
    id: product.Id,
    name: product.Name,
    family: product.Family,
    code: product.ProductCode,
    is_active: product.IsActive,
  }),
});
