import type { Money } from '#lib/money.ts';
import type { Period } from './period.ts';

export const BREAKDOWNS = ['person', 'team', 'role', 'territory', 'company'] as const;
/** The kinds of subject a figure can be about. */
export type Breakdown = (typeof BREAKDOWNS)[number];

/** Whom or what a figure is about. */
export interface Subject {
  readonly kind: Breakdown;
  /** Salesforce id; for the company `all`; empty for deals without an owner, role or territory. */
  readonly id: string;
  /** E-mail of a person or of a team's manager, DeveloperName of a role or territory (else Name), `all`. */
  readonly key: string;
  readonly name: string;
}

/** Exact values; a quotient is kept as its two integers until it is shown. */
export type Value =
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'count'; readonly count: bigint; readonly of: string }
  /** sum ÷ by, in `per`: 'ratio' for 0.42 = 42 %, 'days' for means of days. */
  | { readonly kind: 'quotient'; readonly sum: bigint; readonly by: bigint; readonly per: 'ratio' | 'days' }
  /** A mean of scores: hundredths of a point ÷ how many. */
  | { readonly kind: 'mean_points'; readonly sum: bigint; readonly by: bigint }
  | { readonly kind: 'mean_money'; readonly sum: bigint; readonly by: bigint; readonly currency: string }
  /** Decimal text of a median in days, such as 57 or 57.5. */
  | { readonly kind: 'days'; readonly days: string }
  /** There is no number, and why: "no quota", "no decided deals". */
  | { readonly kind: 'none'; readonly reason: string };

/** A remark that travels with a figure: a deal without amount, a currency left out, overdue deals shown apart, a small sample. */
export interface Remark {
  readonly kind: 'missing' | 'apart' | 'partial' | 'sample';
  readonly text: string;
}

/** A number that can say what it is. Views render figures, never bare numbers. */
export interface Figure {
  readonly metric: string;
  readonly version: number;
  readonly unit: string;
  readonly subject: Subject;
  readonly period: Period;
  readonly value: Value;
  /** The moment up to which entries were known. */
  readonly asOf: Temporal.Instant;
  /** When Salesforce was last read completely; null before the first sync ended. */
  readonly dataTime: Temporal.Instant | null;
  readonly remarks: readonly Remark[];
}
