import type { Activity } from './activities.ts';
import { divide } from './exact.ts';
import type { OrgTables } from './org-tables.ts';
import type { Stay } from './stays.ts';

/** What the oracle counts, and the few sums that several answers share. */

export interface Deal {
  readonly id: string;
  readonly stage: string;
  readonly category: string;
  readonly createdOn: string;
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
  quota(): bigint | undefined;
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
