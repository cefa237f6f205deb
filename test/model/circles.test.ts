import { describe, expect, it } from 'vitest';
import { circlesOf } from '#model/circles.ts';

function circles(managers: Readonly<Record<string, string | null>>) {
  return circlesOf(new Map(Object.entries(managers)));
}

describe('circles of managers', () => {
  it('are found once each, however many report into them', () => {
    expect(circles({ z: 'b', a: 'c', b: 'a', c: 'b', d: 'z', e: 'f', f: 'e', g: null })).toEqual([
      ['a', 'c', 'b'],
      ['e', 'f'],
    ]);
  });

  it('may be one person alone', () => {
    expect(circles({ a: 'a', b: 'a' })).toEqual([['a']]);
  });

  it('do not exist in a tree, nor where a manager is unknown', () => {
    expect(circles({ a: null, b: 'a', c: 'b', d: 'gone' })).toEqual([]);
  });
});
