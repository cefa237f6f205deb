import type { Activity } from './activities.ts';
import type { Employment } from './employment.ts';
import { divide } from './exact.ts';
import type { OrgTables } from './org-tables.ts';
import type { Responses } from './responses.ts';
import type { Stay } from './stays.ts';

/** What the oracle counts, and the few sums that several answers share. */

export interface Deal {
  readonly id: string;
  readonly stage: string;
  readonly category: string;
  readonly createdOn: string;
  readonly createdAt: string;
  readonly owner: string;
  /** The owner at the close, where a test follows it; the owner's else. */
  readonly creditedTo: string;
  readonly closeOn: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  readonly amount: bigint | undefined;
  readonly currency: string;
  readonly days: number;
}

export interface Facts {
  /** Where they stand on the close date. */
  readonly deals: readonly Deal[];
  /** Where they stood on the day they were created. */
  readonly created: readonly Deal[];
  readonly activities: readonly Activity[];
  readonly booked: readonly Activity[];
  readonly stays: readonly Stay[];
}

export interface Asked {
  readonly facts: Facts;
  readonly span: Span;
  readonly org: OrgTables;
  readonly responses: Responses;
  readonly people: readonly Employment[];
  /** The bookings quotas of the people this is about, by person. */
  quotas(): ReadonlyMap<string, bigint>;
  quota(): bigint | undefined;
  /** Whether somebody stood here on a day. */
  isHere(personId: string, day: string): boolean;
}

/** Days [start, end) as ISO text. */
export interface Span {
  readonly start: string;
  readonly end: string;
}

export function ratio(sum: bigint, by: bigint): string {
  return divide(sum, by, 6);
}

export function rounded(sum: bigint, by: bigint): bigint {
  return BigInt(divide(sum, by, 0));
}

export function total(deals: readonly Deal[]): bigint {
  return deals.reduce((sum, it) => sum + (it.amount ?? 0n), 0n);
}

export function sumDays(deals: readonly Deal[]): bigint {
  return BigInt(deals.reduce((sum, it) => sum + it.days, 0));
}

/** Deals whose amount counts: those with one in the org's own currency. */
export function counted(deals: readonly Deal[], org: OrgTables): readonly Deal[] {
  return deals.filter((it) => it.amount !== undefined && it.currency === org.currency);
}

/** The forecast categories that are metrics. */
export const CATEGORIES: Readonly<Record<string, string>> = {
  forecast_pipeline: 'Pipeline',
  forecast_best_case: 'Best Case',
  forecast_most_likely: 'Most Likely',
  forecast_commit: 'Commit',
};
