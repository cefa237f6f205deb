import { currencyDecimals, parseMoney } from '#lib/money.ts';

const PLAIN_NUMBER = /^-?\d+(?:\.(\d+))?(?:[eE][+-]?\d+)?$/;
/** Nobody makes a billion calls; a count beyond it is a slip of the keyboard. */
const LARGEST_COUNT = 1_000_000_000n;

/** A quota as it is typed, in minor units of a currency, or a whole number where the currency is ''. */
export function readAmount(
  text: string,
  currency: string,
): { readonly ok: bigint } | { readonly problem: string; readonly remedy: string } {
  if (text === '') {
    return { problem: 'the amount is empty', remedy: 'Write 0 for no quota, or remove the line.' };
  }
  const number = PLAIN_NUMBER.exec(text);
  const allowed = currency === '' ? 0 : currencyDecimals(currency);
  if (!number) return { problem: `"${text}" is not a number`, remedy: plainRemedy(allowed) };
  if (text.startsWith('-')) return { problem: `"${text}" is negative`, remedy: 'A quota is 0 or more.' };
  const decimals = (number[1] ?? '').replace(/0+$/, '').length;
  if (decimals > allowed) {
    const most = allowed === 0 ? 'whole numbers only' : `at most ${allowed} decimals`;
    return { problem: `"${text}" has too many decimals`, remedy: `Here an amount has ${most}.` };
  }
  const amount = currency === '' ? parseCount(text) : parseMoney(text, currency)?.minor;
  return amount === undefined
    ? { problem: `"${text}" is too large`, remedy: 'Write a smaller number.' }
    : { ok: amount };
}

function plainRemedy(decimals: number): string {
  const fraction = decimals === 0 ? '' : ` or 300000.${'50'.padEnd(decimals, '0')}`;
  return `Write it as a plain number such as 300000${fraction}.`;
}

function parseCount(text: string): bigint | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count <= LARGEST_COUNT ? BigInt(count) : undefined;
}
