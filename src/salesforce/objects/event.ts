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
  StartDateTime: row.instantOrNull,
  ActivityDate: row.dayOrNull,
  IsAllDayEvent: row.yes,
  IsChild: row.yes,
  IsRecurrence: row.yes,
  IsPrivate: row.yes,
  IsDeleted: row.yes,
  CreatedDate: row.instantOrNull,
  SystemModstamp: row.instantOrNull,
});

/** Meetings: each counts once, for its organizer, on the local day it starts; future ones on a day to come. */
export const event = defineObject({
  name: 'Event',
  table: 'activity',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id'],
  without: {
    OwnerId: 'Meetings belong to nobody.',
    CreatedDate: 'Meetings booked cannot be counted.',
    StartDateTime: 'Meetings count on their activity date.',
    IsChild: 'A meeting may count once for every invited colleague.',
    IsPrivate: 'Private events count as meetings.',
  },
  absent: 'Meetings cannot be counted.',
  toRow: (event, { zone }): ActivityRow => ({
    id: event.Id,
    source: 'event',
    kind: isMeeting(event) ? 'meeting' : 'other',
    owner_id: event.OwnerId,
    counts_on: isMeeting(event) ? startsOn(event, zone) : null,
    created_at: event.CreatedDate,
    happened_at: event.IsAllDayEvent ? null : event.StartDateTime,
    planned_on: null,
    record_id: event.WhatId,
    account_id: event.AccountId,
    // What a private event is about is nobody's business here.
    subject: event.IsPrivate ? null : event.Subject,
    is_deleted: event.IsDeleted,
    modified_at: event.SystemModstamp ?? NEVER_CHANGED,
  }),
});

/** Invited users hold copies of an event (IsChild), and a series has a master beside its occurrences. */
function isMeeting(event: z.output<typeof record>): boolean {
  return !event.IsChild && !event.IsRecurrence && !event.IsPrivate;
}

function startsOn(event: z.output<typeof record>, zone: string): string | null {
  if (event.IsAllDayEvent && event.ActivityDate !== null) return event.ActivityDate;
  return localDay(event.StartDateTime, zone) ?? event.ActivityDate;
}
