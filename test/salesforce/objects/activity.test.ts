import { describe, expect, test } from 'vitest';
import { event } from '#salesforce/objects/event.ts';
import { task } from '#salesforce/objects/task.ts';
import { CONTEXT } from './context.ts';

const TASK = {
  Id: '00T000000000001AAA',
  OwnerId: '005000000000002AAA',
  TaskSubtype: 'Call',
  Type: null,
  IsClosed: true,
  // Half past nine in the evening of the 2nd in New York.
  CompletedDateTime: '2026-11-03T02:30:00.000+0000',
  ActivityDate: '2026-11-05',
  CreatedDate: '2026-10-01T15:00:00.000+0000',
  SystemModstamp: '2026-11-03T02:30:00.000+0000',
};

const EVENT = {
  Id: '00U000000000001AAA',
  OwnerId: '005000000000002AAA',
  Subject: 'Demo',
  StartDateTime: '2026-11-03T02:30:00.000+0000',
  ActivityDate: '2026-11-03',
  SystemModstamp: '2026-11-03T02:30:00.000+0000',
};

const taskWith = (given: object) => {
  const { row } = task.read({ ...TASK, ...given }, CONTEXT);
  return [row?.kind, row?.counts_on];
};
const eventWith = (given: object) => {
  const { row } = event.read({ ...EVENT, ...given }, CONTEXT);
  return [row?.kind, row?.counts_on, row?.subject];
};

describe('a task', () => {
  test.each([
    ['is a call on the local day it was done', {}, ['call', '2026-11-02']],
    [
      'without a moment of completion counts on its due day',
      { CompletedDateTime: null },
      ['call', '2026-11-05'],
    ],
    [
      'without either counts on the local day it was made',
      { CompletedDateTime: null, ActivityDate: null },
      ['call', '2026-10-01'],
    ],
    ['of subtype Email is an e-mail', { TaskSubtype: 'Email' }, ['email', '2026-11-02']],
    ['sent to a list is an e-mail', { TaskSubtype: 'ListEmail' }, ['email', '2026-11-02']],
    [
      'of another subtype is none, whatever its type',
      { TaskSubtype: 'Task', Type: 'Call' },
      ['other', '2026-11-02'],
    ],
    [
      'in an org without subtypes goes by its type',
      { TaskSubtype: undefined, Type: 'Call' },
      ['call', '2026-11-02'],
    ],
    ['that is open does not count yet', { IsClosed: false }, ['call', null]],
    ['that stands for a series does not count', { IsRecurrence: true }, ['call', null]],
  ])('%s', (_, given, expected) => {
    expect(taskWith(given)).toEqual(expected);
  });
});

describe('an event', () => {
  test.each([
    ['is a meeting on the local day it starts', {}, ['meeting', '2026-11-02', 'Demo']],
    ['of a whole day counts on its date', { IsAllDayEvent: true }, ['meeting', '2026-11-03', 'Demo']],
    ['copied to an invited colleague is none', { IsChild: true }, ['other', null, 'Demo']],
    ['that stands for a series is none', { IsRecurrence: true }, ['other', null, 'Demo']],
    ['that is private is none, and its subject stays private', { IsPrivate: true }, ['other', null, null]],
    [
      'whose start is hidden counts on its date',
      { StartDateTime: undefined },
      ['meeting', '2026-11-03', 'Demo'],
    ],
  ])('%s', (_, given, expected) => {
    expect(eventWith(given)).toEqual(expected);
  });
});
