import { expect, it } from 'vitest';
import { sumsText } from '#features/attainment/amounts.ts';

it('a part without a divisor is a sum alone', () => {
  const units = { counts: 'USD', against: 'USD' };
  expect(sumsText({ counts: 100n, against: 0n }, units, 'en-US')).toBe('$1');
  expect(sumsText({ counts: 100n, against: 400n }, units, 'en-US')).toBe('$1 ÷ $4');
});
