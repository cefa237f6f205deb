import { formatMoney } from '#lib/money.ts';
import type { Measure } from '#model/measure.ts';
import type { Remark } from '#model/figure.ts';
import type { Ingredients, Tally } from './metric.ts';

/** How many entries a measure has, whatever their currency. */
export function countOf({ sums }: Ingredients, measure: Measure): bigint {
  return (sums[measure] ?? []).reduce((total, it) => total + it.n, 0n);
}

/** The sum and number of a measure's entries that carry no currency. */
export function plainSum({ sums }: Ingredients, measure: Measure): Tally {
  return sums[measure]?.find((it) => it.currency === '') ?? { currency: '', amount: 0n, n: 0n };
}

/** Bookings in the organisation's currency. */
export function bookingsOf(given: Ingredients): Tally {
  return moneyOf(given, 'bookings');
}

/** A measure of money in the organisation's currency. */
export function moneyOf({ sums, currency }: Ingredients, measure: 'bookings' | 'overlay'): Tally {
  return sums[measure]?.find((it) => it.currency === currency) ?? { currency, amount: 0n, n: 0n };
}

/** What a sum of bookings had to leave out: deals without an amount, and other currencies. */
export function bookingsRemarks(given: Ingredients): readonly Remark[] {
  return [
    ...withoutAmount(countOf(given, 'won') - countOf(given, 'bookings'), 'won'),
    ...notAdded(given, 'bookings'),
  ];
}

/** The sums of a measure in other currencies; a part of a deal that counts as a deal for someone else is one as well. */
export function notAdded(
  { sums, currency }: Ingredients,
  measure: 'bookings' | 'overlay',
): readonly Remark[] {
  const others = (sums[measure] ?? []).filter((it) => it.currency !== currency);
  return otherCurrencies(others.map((it) => ({ ...it, deals: it.n === 0n && it.amount !== 0n ? 1n : it.n })));
}

export function withoutAmount(deals: bigint, kind: 'won' | 'open'): readonly Remark[] {
  if (deals <= 0n) return [];
  const text = deals === 1n ? `1 ${kind} deal has no amount` : `${deals} ${kind} deals have no amount`;
  return [{ kind: 'missing', text }];
}

interface LeftOut {
  readonly currency: string;
  readonly amount: bigint;
  readonly deals: bigint;
}

/** Amounts without a rate to the organisation's currency are named, never added as if the rate were 1. */
export function otherCurrencies(others: readonly LeftOut[]): readonly Remark[] {
  return others
    .filter((it) => it.deals > 0n)
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
    .map((it) => ({
      kind: 'missing',
      text: `${formatMoney({ minor: it.amount, currency: it.currency })} ${it.currency} of ${it.deals} ${
        it.deals === 1n ? 'deal is' : 'deals are'
      } not added: no rate for ${it.currency}`,
    }));
}
