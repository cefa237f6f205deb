import { z } from 'zod';
import { quoted } from '#salesforce/soql.ts';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  DeveloperName: row.textOrNull,
  ParentTerritory2Id: row.idOrNull,
  Territory2ModelId: row.idOrNull,
});

export const territory = defineObject({
  name: 'Territory2',
  table: 'territory',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'Name'],
  absent: 'Figures by territory cannot be computed.',
  // Models that are planned or archived hold copies of the same territories.
  where: (fields) => (fields.has('Territory2ModelId') ? [`Territory2Model.State = ${quoted('Active')}`] : []),
  toRow: (territory) => ({
    id: territory.Id,
    name: territory.Name,
    developer_name: territory.DeveloperName,
    parent_id: territory.ParentTerritory2Id,
  }),
});
