import { expect, it } from 'vitest';
import { pageMessage } from '#features/announcements/page-views.ts';
import { ANNOUNCEMENT } from './an-announcement.ts';

const page = (acknowledged: number, { people = 5, all = 1, isKept = true } = {}) =>
  pageMessage({
    announcement: ANNOUNCEMENT,
    correctedBy: undefined,
    landing: { people, reached: people, acknowledged, inChannels: 0 },
    channels: { all, reached: all },
    questions: [],
    isKept,
  }).text;

it('the page of a change says in words how many have read it, and counts one channel as one', () => {
  expect(page(0)).toContain('Nobody has read: Hospitals before schools');
  expect(page(1)).toContain('1 person has read:');
  expect(page(4)).toContain('4 people have read:');
  expect(page(0)).toContain('Reached: 5 of 5 people by direct message, 1 of 1 channel.');
});

it('counts only the ways that a change goes', () => {
  expect(page(0, { people: 0 })).toContain('Reached: 1 of 1 channel.');
  expect(page(0, { all: 0 })).toContain('Reached: 5 of 5 people by direct message.');
  expect(page(0, { people: 1, all: 0 })).toContain('Reached: 1 of 1 person by direct message.');
});

it('says of the message alone that it keeps itself up to date, not of an answer', () => {
  expect(page(0)).toContain('This message keeps itself up to date.');
  expect(page(0, { isKept: false })).not.toContain('keeps itself');
  expect(page(0, { isKept: false })).toContain('This is how it stands now.');
});
