import type { Measure } from '#model/measure.ts';
import type { Remark, Value } from '#model/figure.ts';

/** A sum of entries in one currency ('' for what is no money), and how many entries make it. */
export interface Tally {
  readonly currency: string;
  readonly amount: bigint;
  readonly n: bigint;
}

/** Open deals of one currency that are due to close in a period. Amounts in minor units. */
export interface OpenTally {
  readonly currency: string;
  readonly amount: bigint;
  readonly deals: bigint;
  readonly withoutAmount: bigint;
  /** The part of `amount` and `deals` whose close date has passed. */
  readonly overdueAmount: bigint;
  readonly overdueDeals: bigint;
}

/** A quota as far as it can be known for exactly the period asked about. */
export type QuotaReading =
  | { readonly kind: 'quota'; readonly amount: bigint; readonly remarks: readonly Remark[] }
  | { readonly kind: 'none'; readonly reason: string };

/** All that a metric may be computed from, for one subject and one period. */
export interface Ingredients {
  /** The organisation's currency: amounts in others are never added to it. */
  readonly currency: string;
  readonly sums: Partial<Record<Measure, readonly Tally[]>>;
  readonly open: readonly OpenTally[];
  /** Median days from creation to close of the won deals, as decimal text. */
  readonly medianDays: string | undefined;
  readonly quota: QuotaReading;
}

export interface Computed {
  readonly value: Value;
  readonly remarks: readonly Remark[];
}

/**
 * Where the lines behind a figure come from and what each adds: to what is counted, and to what it is divided by.
 * `due` are open deals that are not overdue.
 */
export interface TraceTerm {
  readonly from: Measure | 'open' | 'due' | 'quota';
  readonly counts?: 'amount';
  readonly against?: 'amount' | 'one' | 'minus';
}

/** What a metric needs besides sums of measures. */
export type Need = 'open' | 'median' | 'quota';

/** One number the product can state, in the words of the business and as a formula over ingredients. */
export interface Metric {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: 'money' | 'deals' | 'ratio' | 'days' | 'calls' | 'emails' | 'meetings';
  /** Which way is better. */
  readonly direction: 'up' | 'down' | 'none';
  /** Below this many deals a rate is shown but not ranked. */
  readonly minimumSample: number;
  readonly measures: readonly Measure[];
  readonly needs: readonly Need[];
  readonly compute: (given: Ingredients) => Computed;
  /** The lines that make up the figure; their sums are the value, or what it is the quotient of. */
  readonly trace: readonly TraceTerm[];
  readonly workedExample: { readonly given: Partial<Ingredients>; readonly result: Value };
}
