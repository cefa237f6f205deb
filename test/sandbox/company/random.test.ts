import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickWeighted, randomOf, shuffled } from '#sandbox/company/random.ts';

test('a label always gives the same stream and another label another one', () => {
  const draw = (label: string) => {
    const random = randomOf(label);
    return Array.from({ length: 20 }, () => random.next());
  };
  expect(draw('deals/2026-11-18')).toEqual(draw('deals/2026-11-18'));
  expect(draw('deals/2026-11-18')).not.toEqual(draw('deals/2026-11-19'));
});

test('draws stay in their bounds and spread over them', () => {
  const random = randomOf('bounds');
  const draws = Array.from({ length: 5000 }, () => random.next());
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  const low = draws.filter((value) => value < 0.25).length;
  expect(low).toBeGreaterThan(1100);
  expect(low).toBeLessThan(1400);
});

test('shuffling keeps every item once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, label) => {
      const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
      expect(sorted(shuffled(items, randomOf(label)))).toEqual(sorted(items));
    }),
  );
});

test('an item without weight is never picked', () => {
  const random = randomOf('weights');
  const picked = Array.from({ length: 500 }, () =>
    pickWeighted([0, 1, 0, 3], { weight: (item) => item, random }),
  );
  expect(new Set(picked)).toEqual(new Set([1, 3]));
});
