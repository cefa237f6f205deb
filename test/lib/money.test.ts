import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyDecimals, divideRounded, formatMoney, parseMoney, toDecimalText } from '#lib/money.ts';
import { divide } from '../support/oracle/exact.ts';

const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR');
const minor = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });

describe('an amount', () => {
  it('reads back from its decimal text, to the last unit', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(parseMoney(toDecimalText({ minor: amount, currency: code }), code)).toEqual({
          minor: amount,
          currency: code,
        });
      }),
    );
  });

  it.each([
    ['357666', 'USD', 35_766_600n],
    ['1234.5', 'USD', 123_450n],
    ['-0.005', 'USD', -1n],
    ['0.004', 'USD', 0n],
    ['12.5', 'JPY', 13n],
    ['1.2345e3', 'USD', 123_450n],
    ['5E-1', 'USD', 50n],
    ['2e12', 'USD', 200_000_000_000_000n],
    ['700e-2', 'JPY', 7n],
    [' 7 ', 'USD', 700n],
  ])('reads %j %s', (text, code, amount) => {
    expect(parseMoney(text, code)?.minor).toBe(amount);
  });

  it.each([
    '',
    'NaN',
    '12,5',
    '1e308',
    'Infinity',
    '1.',
    '.5',
    '0x10',
    '1 000',
    '--1',
    '1000000000000000001',
  ])('does not read %j', (text) => {
    expect(parseMoney(text, 'USD')).toBeUndefined();
  });

  it('is shown with decimals only where it has any', () => {
    expect(formatMoney({ minor: 35_766_600n, currency: 'USD' })).toBe('$357,666');
    expect(formatMoney({ minor: 35_766_650n, currency: 'USD' })).toBe('$357,666.50');
    expect(formatMoney({ minor: 9_007_199_254_740_993n, currency: 'JPY' })).toBe('¥9,007,199,254,740,993');
  });

  it('has the decimals of its currency; unknown codes are refused', () => {
    expect(['USD', 'JPY', 'KWD'].map(currencyDecimals)).toEqual([2, 0, 3]);
    expect(() => currencyDecimals('dollars')).toThrow('"dollars" is not an ISO currency code');
  });
});

describe('division', () => {
  it('rounds half away from zero, as an independent division does', () => {
    fc.assert(
      fc.property(minor, fc.bigInt({ min: 1n, max: 10n ** 9n }), (value, by) => {
        expect(divideRounded(value, by).toString()).toBe(divide(value, by, 0).replace(/^-0$/, '0'));
      }),
    );
  });
});
