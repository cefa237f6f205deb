import { z } from 'zod';
import { NEVER_CHANGED, row } from '#salesforce/values.ts';
import { type ActivityRow, localDay } from './activity.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  OwnerId: row.idOrNull,
  WhatId: row.idOrNull,
  AccountId: row.idOrNull,
  Subject: row.textOrNull,
  TaskSubtype: row.textOrNull,
  Type: row.textOrNull,
  ActivityDate: row.dayOrNull,
  CompletedDateTime: row.instantOrNull,
  IsClosed: row.yes,
  IsRecurrence: row.yes,
  IsDeleted: row.yes,
  CreatedDate: row.instantOrNull,
  SystemModstamp: row.instantOrNull,
});

/** Calls and e-mails: tasks that are done. They count on the local day they were completed. */
export const task = defineObject({
  name: 'Task',
  table: 'activity',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id'],
  without: {
    OwnerId: 'Calls and e-mails belong to nobody.',
    IsClosed: 'Calls and e-mails cannot be counted: done and planned ones look alike.',
    CompletedDateTime: 'Calls and e-mails count on their due day instead of the day they were done.',
  },
  absent: 'Calls and e-mails cannot be counted.',
  toRow: (task, { zone }): ActivityRow => ({
    id: task.Id,
    source: 'task',
    kind: kindOf(task.TaskSubtype ?? task.Type),
    owner_id: task.OwnerId,
    counts_on: countsOn(task, zone),
    created_at: task.CreatedDate,
    happened_at: task.IsClosed ? task.CompletedDateTime : null,
    planned_on: task.IsClosed || task.IsRecurrence ? null : task.ActivityDate,
    record_id: task.WhatId,
    account_id: task.AccountId,
    subject: task.Subject,
    is_deleted: task.IsDeleted,
    modified_at: task.SystemModstamp ?? NEVER_CHANGED,
  }),
});

/** TaskSubtype says how a task came about; Type, which people fill in, is asked only where there is no subtype. */
function kindOf(subtype: string | null): ActivityRow['kind'] {
  if (subtype === 'Call') return 'call';
  return subtype === 'Email' || subtype === 'ListEmail' ? 'email' : 'other';
}

function countsOn(task: z.output<typeof record>, zone: string): string | null {
  // A recurring task's master only describes the series.
  if (!task.IsClosed || task.IsRecurrence) return null;
  return localDay(task.CompletedDateTime, zone) ?? task.ActivityDate ?? localDay(task.CreatedDate, zone);
}
