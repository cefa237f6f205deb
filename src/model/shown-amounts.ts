import { currencyDecimals, divideRounded } from '#lib/money.ts';

/** A rate as it is stored: units of a currency for one of the organisation's, on the days [from, to). */
export interface KnownRate {
  readonly kind: 'dated' | 'static';
  /** Exact decimal text. */
  readonly rate: string;
  readonly from: string;
  readonly to: string;
}

/** An amount in the organisation's currency and the day whose rate it is converted by, as ISO text. */
export interface DatedAmount {
  readonly minor: bigint;
  readonly day: string;
}

/** What such an amount is in another currency, and by which rate; undefined where there is none for its day. */
export type ShownAmount = { readonly minor: bigint; readonly rate: string } | undefined;

export interface ShownAmounts {
  /** In the order of what was given; those with a rate sum to the total exactly. */
  readonly parts: readonly ShownAmount[];
  readonly total: bigint;
}

/** The rate of a day: the dated one, else the static one; with `isPlanned` the static one only. */
export function rateOn(
  rates: readonly KnownRate[],
  day: string,
  { isPlanned }: { readonly isPlanned: boolean },
): string | undefined {
  const holding = rates.filter(({ from, to }) => from <= day && day < to);
  const dated = isPlanned ? undefined : holding.find(({ kind }) => kind === 'dated');
  return (dated ?? holding.find(({ kind }) => kind === 'static'))?.rate;
}

/**
 * Converts amounts each by the rate of its own day: amount × rate (Salesforce keeps units of a currency for one of the
 * corporate one). The total is rounded once, half away from zero; the parts are rounded down and what is left goes, unit by
 * unit, to the largest remainders, ties to the last, so that they sum to it. An amount without a rate is in no part.
 */
export function shownAmounts(
  amounts: readonly DatedAmount[],
  {
    from,
    to,
    rateOf,
  }: { readonly from: string; readonly to: string; readonly rateOf: (day: string) => string | undefined },
): ShownAmounts {
  const rates = amounts.map(({ day }) => rateOf(day));
  const decimals = Math.max(0, ...rates.map((rate = '') => rate.split('.')[1]?.length ?? 0));
  const divisor = 10n ** BigInt(decimals + currencyDecimals(from));
  const unit = 10n ** BigInt(currencyDecimals(to));
  const exact = amounts.map(({ minor }, at) => minor * scaled(rates[at] ?? '0', decimals) * unit);
  const total = divideRounded(sum(exact), divisor);
  const floors = exact.map((value) => floored(value, divisor));
  const favoured = largestRemainders(
    exact.map((value, at) => value - (floors[at] ?? 0n) * divisor),
    Number(total - sum(floors)),
  );
  const parts = floors.map((floor, at): ShownAmount => {
    const rate = rates[at];
    return rate === undefined ? undefined : { minor: floor + (favoured.has(at) ? 1n : 0n), rate };
  });
  return { parts, total };
}

function largestRemainders(remainders: readonly bigint[], count: number): ReadonlySet<number> {
  const order = remainders
    .map((rest, at) => ({ rest, at }))
    .toSorted((a, b) => (a.rest === b.rest ? b.at - a.at : a.rest > b.rest ? -1 : 1));
  return new Set(order.slice(0, count).map(({ at }) => at));
}

function scaled(rate: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = rate.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

function floored(value: bigint, divisor: bigint): bigint {
  const down = value / divisor;
  return value < 0n && down * divisor !== value ? down - 1n : down;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => all + value, 0n);
}
