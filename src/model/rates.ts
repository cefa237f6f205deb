/** Days [from, to) on which one rate of a currency is in force. Days are ISO text; 'infinity' is after all of them. */
export interface RateSpan {
  readonly currency: string;
  /** Units of the currency for one of the organisation's, as exact decimal text. */
  readonly rate: string;
  readonly from: string;
  readonly to: string;
}

/** By which rate a measure is converted: the one of the deal's close date, or one plan rate for all days. */
export const RATE_CHOICES = ['close_date', 'static'] as const;
export type RateChoice = (typeof RATE_CHOICES)[number];

/**
 * Rates of any order as spans that do not overlap: each holds until the next of its currency begins, or until its own
 * end where that is earlier. The last one known of a currency holds for all days to come.
 */
export function spansOfRates<Rate extends Omit<RateSpan, 'to'> & { readonly to: string | null }>(
  rates: readonly Rate[],
): readonly (Rate & RateSpan)[] {
  return [...Map.groupBy(rates, (it) => it.currency).values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => compare(a.from, b.from));
    return inOrder.map((rate, index) => {
      const next = inOrder[index + 1]?.from;
      return { ...rate, to: next === undefined ? FOREVER : earlier(rate.to ?? next, next) };
    });
  });
}

/** The spans in which two tables of rates say something else. */
export function changedRates(before: readonly RateSpan[], after: readonly RateSpan[]): readonly RateSpan[] {
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return [...before.filter((it) => !now.has(keyOf(it))), ...after.filter((it) => !old.has(keyOf(it)))];
}

const FOREVER = 'infinity';

function keyOf({ currency, rate, from, to }: RateSpan): string {
  return [currency, rate, from, to].join(' ');
}

function earlier(a: string, b: string): string {
  return compare(a, b) < 0 ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
