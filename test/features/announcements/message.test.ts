import { expect, it } from 'vitest';
import { announcedMessage } from '#features/announcements/message-views.ts';
import { ANNOUNCEMENT } from './an-announcement.ts';

const tied = { corrects: undefined, correctedBy: undefined };
const read = (state: 'scheduled' | 'withdrawn') =>
  announcedMessage({ ...ANNOUNCEMENT, state }, { tied, delivery: 'channel' });

it('a change is read and asked about with its buttons, and its text says how', () => {
  expect(read('scheduled').blocks.at(-1)).toMatchObject({
    type: 'actions',
    elements: [{ text: { text: 'I have read it' } }, { text: { text: 'Ask a question' } }],
  });
  expect(read('scheduled').text).toContain('Say that you have read it, or ask');
});

it('of a change that was taken back nothing is asked any more', () => {
  const { text, blocks } = read('withdrawn');
  expect(text).toContain('This was taken back: it does not hold.');
  expect(text).not.toContain('Say that you have read it');
  expect(blocks.filter(({ type }) => type === 'actions')).toEqual([]);
});

it('a name that was cut short ends its sentence with one sign', () => {
  const long = { ...ANNOUNCEMENT, authorName: 'Maximiliana '.repeat(9) };
  expect(announcedMessage(long, { tied, delivery: 'channel' }).text).toMatch(/Maximi[a-z]*… In force from/);
});
