import { currencyDecimals, parseMoney } from '#lib/money.ts';

/**
 * An amount of a record in exact minor units. Salesforce sends JSON numbers, which hold every cent up to 2^53 minor
 * units; larger ones have lost digits on the way and are reported as 'inexact'.
 */
export function minorUnits(amount: number | null, currency: string): bigint | null | 'inexact' {
  if (amount === null) return null;
  const money = parseMoney(String(amount), currency);
  if (!money || money.minor > LARGEST || money.minor < -LARGEST) return 'inexact';
  return money.minor;
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

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
