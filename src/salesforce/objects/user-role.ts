import { z } from 'zod';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  DeveloperName: row.textOrNull,
  ParentRoleId: row.idOrNull,
});

export const userRole = defineObject({
  name: 'UserRole',
  table: 'role',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'Name'],
  absent: 'Figures by role show ids instead of names.',
  toRow: (role) => ({
    id: role.Id,
    name: role.Name,
    developer_name: role.DeveloperName,
    parent_id: role.ParentRoleId,
  }),
});
