import { expect, it } from 'vitest';
import { pageMessage } from '#features/announcements/page-views.ts';
import { ANNOUNCEMENT } from './an-announcement.ts';

const page = (acknowledged: number) =>
  pageMessage({
    announcement: ANNOUNCEMENT,
    correctedBy: undefined,
    landing: { people: 5, reached: 5, acknowledged, inChannels: 0 },
    channels: { all: 1, reached: 1 },
    questions: [],
  }).text;

it('the page of a change says in words how many have read it, and counts one channel as one', () => {
  expect(page(0)).toContain('Nobody has read: Hospitals before schools');
  expect(page(1)).toContain('1 person has read:');
  expect(page(4)).toContain('4 people have read:');
  expect(page(0)).toContain('Reached: 5 of 5 by direct message, 1 of 1 channel.');
});
