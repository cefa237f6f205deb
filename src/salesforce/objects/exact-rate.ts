import { currencyDecimals } from '#lib/money.ts';

/** Units of a currency for one of the corporate one, as exact decimal text, and the decimals amounts in it have. */
export interface ExactRate {
  readonly text: string;
  readonly decimals: number;
}

/** The rate as it is; null, with a report, when amounts cannot be divided by it. */
export function exactRate(
  { currency, rate }: { readonly currency: string; readonly rate: number | null },
  flag: (effect: string) => void,
): ExactRate | null {
  if (rate === null) return null;
  const text = String(rate);
  if (!(rate > 0) || !/^\d+(\.\d+)?$/.test(text)) {
    flag(`has no usable rate (${text}); amounts in ${currency} are not converted`);
    return null;
  }
  try {
    return { text, decimals: currencyDecimals(currency) };
  } catch {
    flag(`has the unknown currency "${currency}"`);
    return null;
  }
}
