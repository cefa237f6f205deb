import type { Occasion } from './occasion.ts';
import { recordId } from './ids.ts';
import type { Random } from './random.ts';
import type { Change, Row } from './tables.ts';
import { momentOn, stamp, workingDayFrom } from './work-days.ts';

/** A call that was made: created when it was over. */
export function loggedCall(occasion: Occasion, random: Random): readonly Change[] {
  const outcome = random.pick(['Reached', 'Reached', 'Left voicemail', 'Call back', 'No answer']);
  const seconds = outcome === 'Reached' ? random.whole(60, 2400) : random.whole(0, 70);
  const call = {
    CallType: random.chance(0.85) ? 'Outbound' : 'Inbound',
    CallDurationInSeconds: String(seconds),
    CallDisposition: outcome,
  };
  return [
    created(occasion, {
      ...done(occasion),
      ...call,
      TaskSubtype: 'Call',
      Subject: `Call: ${occasion.topic}`,
    }),
  ];
}

export function loggedEmail(occasion: Occasion, random: Random): readonly Change[] {
  const Subject = `${random.pick(['Email', 'Re', 'Follow-up'])}: ${occasion.topic}`;
  return [created(occasion, { ...done(occasion), TaskSubtype: 'Email', Subject })];
}

/** A to-do: open first, mostly ticked off around its due day, sometimes forgotten. */
export function toDo(occasion: Occasion, random: Random): readonly Change[] {
  const due = workingDayFrom(occasion.on.add({ days: random.whole(1, 12) }));
  const Subject = `${random.pick(['Send the offer', 'Prepare the site visit', 'Check references'])}: ${occasion.topic}`;
  const open = {
    TaskSubtype: 'Task',
    Subject,
    Status: 'Not Started',
    IsClosed: 'false',
    CompletedDateTime: '',
    ActivityDate: due.toString(),
  };
  const opened = created(occasion, open);
  if (random.chance(0.15)) return [opened];
  const doneOn = workingDayFrom(due.add({ days: random.whole(0, 3) }));
  const at = momentOn(doneOn, { zone: occasion.person.zone, minute: random.whole(500, 1090) });
  const fields = {
    Status: 'Completed',
    IsClosed: 'true',
    CompletedDateTime: stamp(at),
    LastModifiedDate: stamp(at),
    SystemModstamp: stamp(at),
  };
  return [opened, { at, op: 'update', type: 'Task', id: opened.id, fields }];
}

function done({ at, on }: Occasion): Row {
  return { Status: 'Completed', IsClosed: 'true', CompletedDateTime: stamp(at), ActivityDate: on.toString() };
}

function created(occasion: Occasion, fields: Row): Change {
  const { number, person, at, whatId, accountId } = occasion;
  const id = recordId('Task', number);
  const now = stamp(at);
  const base = {
    Id: id,
    OwnerId: person.id,
    WhatId: whatId,
    AccountId: accountId,
    Priority: 'Normal',
    CallType: '',
    CallDurationInSeconds: '',
    CallDisposition: '',
    IsHighPriority: 'false',
    IsRecurrence: 'false',
    IsArchived: 'false',
    IsDeleted: 'false',
    CreatedDate: now,
    LastModifiedDate: now,
    SystemModstamp: now,
  };
  return { at, op: 'create', type: 'Task', id, fields: { ...base, ...fields } };
}
