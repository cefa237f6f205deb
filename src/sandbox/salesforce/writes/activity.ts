import { dayIn } from '#lib/days.ts';
import { instantOf, stampOf } from '#sandbox/salesforce/org/stamp.ts';
import { stampIn, type WriteContext } from './context.ts';
import type { Draft } from './draft.ts';

/** A task's status decides whether it is closed and since when; blanks get the platform's defaults. */
export function completeTask(draft: Draft, context: WriteContext): readonly Draft[] {
  draft.setIfBlank('Status', 'Not Started');
  draft.setIfBlank('Priority', 'Normal');
  draft.setIfBlank('TaskSubtype', 'Task');
  draft.setUnlessGiven('IsHighPriority', String(draft.get('Priority') === 'High'));
  if (draft.changed('Status')) {
    const isClosed = draft.get('Status') === 'Completed';
    draft.setUnlessGiven('IsClosed', String(isClosed));
    draft.setUnlessGiven('CompletedDateTime', isClosed ? stampIn(context) : null);
  }
  followRelated(draft, context);
  return [];
}

/** Start, end and length of an event agree; its day is the day it starts in the org's zone. */
export function completeEvent(draft: Draft, context: WriteContext): readonly Draft[] {
  const start = draft.get('StartDateTime') ?? draft.get('ActivityDateTime');
  if (start !== null) {
    const minutes = Number(draft.get('DurationInMinutes') ?? 60);
    if (draft.changed('DurationInMinutes') || draft.get('EndDateTime') === null) {
      draft.setUnlessGiven('EndDateTime', stampOf(instantOf(start).add({ minutes })));
    }
    const end = instantOf(draft.get('EndDateTime') ?? start);
    draft.set('DurationInMinutes', String(end.since(instantOf(start)).total('minutes')));
    draft.set('StartDateTime', start);
    draft.set('ActivityDateTime', start);
    draft.set('ActivityDate', dayIn(context.org.facts.zone, instantOf(start)).toString());
    draft.set('EndDate', dayIn(context.org.facts.zone, end).toString());
  }
  draft.setIfBlank('EventSubtype', 'Event');
  draft.setIfBlank('ShowAs', 'Busy');
  followRelated(draft, context);
  return [];
}

/** AccountId of an activity is that of what it is about. */
function followRelated(draft: Draft, { org }: WriteContext): void {
  if (!draft.changed('WhatId')) return;
  const related = draft.get('WhatId');
  const found = related === null ? undefined : org.find(related, ['Account', 'Opportunity', 'Case']);
  if (found === undefined) return;
  const accountId = found.table.name === 'Account' ? related : found.table.cell(found.row, 'AccountId');
  draft.setUnlessGiven('AccountId', accountId);
}
