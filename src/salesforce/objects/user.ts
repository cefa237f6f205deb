import { z } from 'zod';
import { quoted } from '#salesforce/soql.ts';
import { isTimeZone, NEVER_CHANGED, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  Email: row.textOrNull,
  Username: row.textOrNull,
  IsActive: row.yesUnlessSaid,
  UserType: row.textOrNull,
  ManagerId: row.idOrNull,
  UserRoleId: row.idOrNull,
  Title: row.textOrNull,
  City: row.textOrNull,
  Country: row.textOrNull,
  TimeZoneSidKey: row.textOrNull,
  LocaleSidKey: row.textOrNull,
  CreatedDate: row.instantOrNull,
  SystemModstamp: row.instantOrNull,
});

/** Users are never deleted, only deactivated; what they did still counts. */
export const user = defineObject({
  name: 'User',
  table: 'person',
  cursor: 'modstamp',
  deletes: 'keep',
  record,
  required: ['Id', 'Name'],
  without: {
    Email:
      'People cannot be told apart by e-mail: no links to Slack are proposed and no quotas can be imported.',
    ManagerId: 'Nobody has a manager: figures by team cover one person each.',
    UserRoleId: 'Figures by role cannot be computed.',
    UserType: 'Portal and integration users appear beside sales people.',
  },
  absent: 'Without users no figure can be computed.',
  where: (fields) => (fields.has('UserType') ? [`UserType = ${quoted('Standard')}`] : []),
  toRow: (user, { zone, flag }) => ({
    id: user.Id,
    email: (user.Email ?? '').toLowerCase(),
    username: user.Username?.toLowerCase() ?? null,
    name: user.Name,
    is_active: user.IsActive,
    user_type: user.UserType ?? 'Standard',
    time_zone: zoneOf(user.TimeZoneSidKey, { zone, flag }),
    locale: user.LocaleSidKey ?? 'en_US',
    title: user.Title,
    city: user.City,
    country: user.Country,
    manager_id: user.ManagerId,
    role_id: user.UserRoleId,
    created_at: user.CreatedDate ?? NEVER_CHANGED,
    modified_at: user.SystemModstamp ?? NEVER_CHANGED,
  }),
});

function zoneOf(
  given: string | null,
  { zone, flag }: { readonly zone: string; readonly flag: (effect: string) => void },
): string {
  if (given === null || isTimeZone(given)) return given ?? zone;
  flag(`is taken to be in ${zone}: ${given} is not a time zone we know`);
  return zone;
}
