import { dinero, toDecimal } from 'dinero.js/bigint';
import { Refusal } from '#lib/errors.ts';
import { numberFormat } from '#lib/number-format.ts';

/** An exact amount: integer minor units (cents) of one ISO 4217 currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** Largest amount we accept, in minor units: what a signed 64-bit column holds with room for a company's sum. */
const LARGEST = 10n ** 17n;

/** Building a formatter takes 20 µs, too long to be done once for each of a million amounts. */
const decimalsByCurrency = new Map<string, number>();

/** Number of decimals of a currency: 2 for USD, 0 for JPY, 3 for KWD. Throws a Refusal for an unknown code. */
export function currencyDecimals(currency: string): number {
  const known = decimalsByCurrency.get(currency);
  if (known !== undefined) return known;
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
    decimalsByCurrency.set(currency, decimals);
    return decimals;
  } catch {
    throw new Refusal(`"${currency}" is not an ISO currency code`, 'Use a code such as USD, EUR or JPY.');
  }
}

/**
 * Reads a decimal text such as "1234.5" exactly; digits past the currency's decimals round half away from zero.
 * Returns undefined when the text is no plain decimal or is out of range (NaN, 1e308, "12,5").
 */
export function parseMoney(text: string, currency: string): Money | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match;
  const shift = currencyDecimals(currency) + Number(exponent) - fraction.length;
  if (Math.abs(shift) > 40) return undefined;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideRounded(digits, 10n ** BigInt(-shift));
  if (size > LARGEST) return undefined;
  return { minor: sign === '-' ? -size : size, currency };
}

/** Decimal text of an amount with all its decimals: 357666.00. */
export function toDecimalText(money: Money): string {
  const exponent = BigInt(currencyDecimals(money.currency));
  const units = dinero({ amount: money.minor, currency: { code: money.currency, base: 10n, exponent } });
  return toDecimal(units);
}

/** Amount for people in their locale: $357,666 (decimals only where there are any). */
export function formatMoney(money: Money, locale = 'en-US'): string {
  const whole = money.minor % 10n ** BigInt(currencyDecimals(money.currency)) === 0n;
  const format = numberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  });
  // Intl takes a decimal text exactly, where a JS number would lose cents past 2^53.
  return format.format(toDecimalText(money) as Intl.StringNumericLiteral);
}

/** Integer division rounded half away from zero. `divisor` must be positive. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value >= 0n ? (value + half) / divisor : -((-value + half) / divisor);
}
