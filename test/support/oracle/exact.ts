/** Exact decimal arithmetic of the oracle: its own, so that it cannot share a mistake with the product. */

/** "1234.5" as 123450 for two decimals; further digits round half away from zero. */
export function toMinor(text: string, decimals: number): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
  const roundUp = (fraction[decimals] ?? '0') >= '5' ? 1n : 0n;
  return negative ? -(digits + roundUp) : digits + roundUp;
}

/** sum ÷ by as decimal text with exactly `decimals` digits, rounded half away from zero. */
export function divide(sum: bigint, by: bigint, decimals: number): string {
  const negative = sum < 0n !== by < 0n;
  const [a, b] = [sum < 0n ? -sum : sum, by < 0n ? -by : by];
  const scaled = (a * 10n ** BigInt(decimals) * 2n + b) / (b * 2n);
  return fixed(negative ? -scaled : scaled, decimals);
}

/** An integer of smallest units as decimal text. */
export function fixed(minor: bigint, decimals: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return minor < 0n ? `-${text}` : text;
}

/** 51.7800 as 51.78, 57.0000 as 57. */
export function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
