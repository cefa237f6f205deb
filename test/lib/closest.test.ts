import { describe, expect, it } from 'vitest';
import { closest } from '#lib/closest.ts';

describe('the word a person probably meant', () => {
  it.each([
    ['bokings', ['bookings', 'calls'], 'bookings'],
    ['CALLS ', ['calls'], 'calls'],
    ['winrate', ['win rate', 'calls'], 'win rate'],
    ['wins', ['wine', 'win'], 'wine'],
    ['nobody@example.com', ['li.wei@example.com'], undefined],
    ['x', ['y'], undefined],
    ['luck', ['bookings', 'calls'], undefined],
    ['', ['a'], undefined],
  ])('"%s" of %j is %s', (word, known, expected) => {
    expect(closest(word, known)).toBe(expected);
  });
});
