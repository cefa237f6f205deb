import { currencyDecimals, parseMoney } from '#lib/money.ts';

/**
 * An amount of a record in exact minor units. Salesforce sends JSON numbers, which keep every decimal number of up to
 * 15 digits; longer ones may have lost some on the way and are reported as 'inexact'.
 */
export function minorUnits(amount: number | null, currency: string): bigint | null | 'inexact' {
  if (amount === null) return null;
  const money = parseMoney(String(amount), currency);
  if (!money || money.minor > LARGEST || money.minor < -LARGEST) return 'inexact';
  return money.minor;
}

const LARGEST = 10n ** 15n - 1n;

/** The amount for a row, with a report when it cannot be exact; a code that is no currency is reported as well. */
export function amountOf(
  record: { readonly amount: number | null; readonly currency: string },
  flag: (effect: string) => void,
): bigint | null {
  if (!isCurrency(record.currency)) {
    flag(`has the unknown currency "${record.currency}"; its amount is left out`);
    return null;
  }
  const minor = minorUnits(record.amount, record.currency);
  if (minor !== 'inexact') return minor;
  flag('has an amount too large to be read exactly; it is left out');
  return null;
}

const known = new Map<string, boolean>();

function isCurrency(code: string): boolean {
  const before = known.get(code);
  if (before !== undefined) return before;
  let answer = true;
  try {
    currencyDecimals(code);
  } catch {
    answer = false;
  }
  known.set(code, answer);
  return answer;
}
