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

/**
 * Kinds of records that are listed one by one when a figure is read: what no day cell holds. The same list is summed
 * for the figure and shown by `why`, so that the two cannot differ.
 */
export type LineSource =
  | 'created'
  | 'cohort'
  | 'open_deal'
  | 'lost_value'
  | 'forecast'
  | 'omitted'
  | 'meeting_booked'
  | 'employed_first'
  | 'employed_last'
  | 'leaver'
  | 'stage_spell'
  | 'stage_entry'
  | 'units'
  | 'margin'
  | 'profit'
  | 'customer_score'
  | 'first_response'
  | 'followed_up';

/** What one record adds; `isRunning` when it is not over yet and can only grow. */
export interface CountedLine {
  readonly amount: bigint;
  /** '' for what is no money. */
  readonly currency: string;
  readonly isRunning: boolean;
  /** True where it takes back what an earlier period, since locked, was credited with. */
  readonly takesBack?: boolean;
}

/** The records of one source: those that count, and how many were left out for which reason. */
export interface CountedLines {
  readonly counted: readonly CountedLine[];
  readonly missing: readonly { readonly reason: string; readonly records: number }[];
}

/** What of a person's work each of their weighted quotas is worth; the weights sum to 10,000, which is 100 %. */
export type WeightedQuotas =
  | {
      readonly kind: 'weights';
      readonly parts: readonly {
        readonly metric: string;
        readonly weight: bigint;
        readonly amount: bigint;
      }[];
    }
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
  readonly weights?: WeightedQuotas;
  readonly lines: Partial<Record<LineSource, CountedLines>>;
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
  readonly from: Measure | 'open' | 'due' | 'quota' | 'weighted' | 'weight' | LineSource;
  /** `twice` where the other side is a sum of two days instead of their mean. */
  readonly counts?: 'amount' | 'twice';
  readonly against?: 'amount' | 'one' | 'minus';
}

/** What a metric needs besides sums of measures. */
export type Need = 'open' | 'median' | 'quota' | 'weights';

export type Unit =
  | 'money'
  | 'deals'
  | 'ratio'
  | 'days'
  | 'minutes'
  | 'units'
  | 'points'
  | 'calls'
  | 'emails'
  | 'meetings'
  | 'touch points';

/** One number the product can state, in the words of the business and as a formula over ingredients. */
export interface Metric {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: Unit;
  /** Which way is better. */
  readonly direction: 'up' | 'down' | 'none';
  /** Below this many deals a rate is shown but not ranked. */
  readonly minimumSample: number;
  readonly measures: readonly Measure[];
  readonly needs: readonly Need[];
  /** The metric whose quota is needed. */
  readonly quotaOf?: string;
  /** Records that are listed one by one. */
  readonly lines?: readonly LineSource[];
  /** What narrows the records: a stage's name, a forecast category. Part of the id where people may choose it. */
  readonly argument?: string;
  /** Other metrics that this one is multiplied or divided from: each is explained by itself. */
  readonly parts?: readonly string[];
  /** Of a percentile: the share of the records that took no longer. */
  readonly share?: number;
  /** True where a stage may follow the id: time_in_stage:Proposal. */
  readonly takesStage?: boolean;
  readonly compute: (given: Ingredients) => Computed;
  /** The lines that make up the figure; their sums are the value, or what it is the quotient of. */
  readonly trace: readonly TraceTerm[];
  readonly workedExample: { readonly given: Partial<Ingredients>; readonly result: Value };
}
