import type { Generated, JSONColumnType } from 'kysely';
import type { DayText, InstantText } from './mirror-tables.ts';

/** What credit is decided by. Conventions: see tables.ts. */

/** Units of a currency for one of the organisation's, as exact decimal text, from a day on until before another. */
export interface ConversionRateTable {
  currency: string;
  /** Decimals of the currency: 2 for USD, 0 for JPY. */
  decimals: number;
  from_on: DayText;
  /** Exclusive. */
  to_on: DayText;
  rate: string;
  kind: 'static' | 'dated';
  known_at: Generated<InstantText>;
}

/** A rate that was replaced: it was known in [known_at, known_until). */
export interface PastConversionRateTable extends Omit<ConversionRateTable, 'known_at'> {
  id: Generated<bigint>;
  known_at: InstantText;
  known_until: InstantText;
}

/** What the deal of an entry brought as the entry's period was locked; amounts of lines as decimal text. */
export interface LockedFactTable {
  entry_id: bigint;
  /** Minor units of `currency`. */
  amount: bigint | null;
  currency: string;
  /** The deal's own: that of `cost` and `expense`. */
  original_currency: string;
  items: number;
  quantity: string | null;
  cost: string | null;
  without_cost: number;
  /** Whether the lines reach the amount. */
  reaches: boolean | null;
  expense: string | null;
  score: string | null;
  locked_at: InstantText;
}

/** A call, e-mail or meeting of a locked period as it counts: once as it was locked, again with what changed since. */
export interface LockedActivityTable {
  id: Generated<bigint>;
  activity_id: string;
  person_id: string;
  kind: 'call' | 'email' | 'meeting';
  /** The day it took place; its period is locked. */
  due_on: DayText;
  /** The day on which it is reported: the same for what was known at the lock. */
  counts_on: DayText;
  lineage_id: number;
  role_id: string;
  territory_id: string;
  /** 1, or -1 where it takes back. */
  n: number;
  cause: string | null;
  known_at: InstantText;
}

export interface SplitTypeTable {
  id: string;
  name: string;
  label: string;
  /** The field that is shared out: Amount for revenue. */
  field: string | null;
  /** True where the splits of a deal have to sum to 100 %: revenue. */
  is_total_validated: boolean;
  is_active: boolean;
}

export interface DealSplitTable {
  id: string;
  opportunity_id: string;
  person_id: string;
  split_type_id: string | null;
  /** Decimal text: 60 or 33.33. */
  percentage: string;
  is_deleted: boolean;
  modified_at: InstantText;
}

export interface DealTeamMemberTable {
  id: string;
  opportunity_id: string;
  person_id: string;
  role: string;
  is_deleted: boolean;
  modified_at: InstantText;
}

/** One version of a rule; a rule is changed by a newer version, never in place. */
export interface CreditingRuleTable {
  id: string;
  version: number;
  kind: 'owner' | 'revenue_split' | 'overlay_split' | 'team_role' | 'custom_split';
  config: JSONColumnType<Record<string, string>>;
  measure: 'bookings' | 'overlay';
  effective_from: DayText;
  /** Exclusive; null while no end is set. */
  effective_to: DayText | null;
  approved_by: string;
  reason: string;
  created_at: InstantText;
}

/** An approved move of a closed deal's credit from one person to another. */
export interface CreditTransferTable {
  id: Generated<bigint>;
  record_id: string;
  from_person: string;
  to_person: string;
  effective_on: DayText;
  approved_by: string;
  reason: string;
  created_at: InstantText;
}

/** What was decided about a period; the last row of a period says how it stands. */
export interface PeriodCloseTable {
  id: Generated<bigint>;
  /** What people call the period: 2026-Q3. */
  name: string;
  type: 'day' | 'week' | 'month' | 'quarter' | 'year';
  start_on: DayText;
  /** Exclusive. */
  end_on: DayText;
  state: 'open' | 'soft' | 'locked';
  changed_by: string;
  changed_at: InstantText;
  reason: string;
}
