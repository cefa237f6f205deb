import { expect, it } from 'vitest';
import { aboutPerWeekWords, boardMessagesPerWeek, perWeekWords } from '#model/interruption.ts';

it('a board costs its readers one message a period', () => {
  const words = (['week', 'month', 'quarter'] as const).map((type) =>
    perWeekWords(boardMessagesPerWeek(type)),
  );
  expect(words).toEqual(['1 message a week', '1 message in 4 weeks', '1 message in 13 weeks']);
  expect([0, 0.75, 2.44, 20].map(perWeekWords)).toEqual([
    'no message',
    '1 message a week',
    '2.4 messages a week',
    '20 messages a week',
  ]);
});

it('what is no round number of messages is about that many', () => {
  expect([0, 1, 4 / 52, 12 / 52, 0.75, 3, 30.5].map(aboutPerWeekWords)).toEqual([
    'no message',
    '1 message a week',
    '1 message in 13 weeks',
    'about 1 message in 4 weeks',
    'about 1 message a week',
    'about 3 messages a week',
    'about 30.5 messages a week',
  ]);
});
