import type { Generated, JSONColumnType } from 'kysely';

/** What Salesforce holds, in our types, and the dated facts learnt from it. Conventions: see tables.ts. */

export type DayText = string;
export type InstantText = string;

export interface OrganizationTable {
  id: string;
  name: string;
  time_zone: string;
  locale: string;
  fiscal_year_start_month: number;
  uses_start_date_as_fiscal_year_name: boolean;
  /** 1 = Monday … 7 = Sunday. */
  week_start: number;
  is_sandbox: boolean;
  currency: string;
}

/** A row of Salesforce's Period; `end_on` is exclusive here. */
export interface FiscalPeriodTable {
  id: string;
  type: 'month' | 'quarter' | 'year' | 'week';
  number: number | null;
  label: string;
  start_on: DayText;
  end_on: DayText;
  /** True when the row belongs to a custom fiscal year, whose dates no rule can compute. */
  is_custom: boolean;
}

export interface PersonTable {
  id: string;
  email: string;
  name: string;
  is_active: boolean;
  user_type: string;
  time_zone: string;
  locale: string;
  title: string | null;
  city: string | null;
  country: string | null;
  manager_id: string | null;
  role_id: string | null;
  created_at: InstantText;
  modified_at: InstantText;
  /** What they sign in to Salesforce with; null until it was read. */
  username: Generated<string | null>;
}

/** A dated fact: who managed a person, in which role, from a day on. `valid_to` is exclusive; null = still. */
export interface AssignmentTable {
  person_id: string;
  manager_id: string | null;
  role_id: string | null;
  valid_from: DayText;
  valid_to: DayText | null;
}

/** A person together with the chain of managers above them at some time; nearest first, the person excluded. */
export interface LineageTable {
  id: Generated<number>;
  person_id: string;
  managers: JSONColumnType<string[]>;
}

/** Everyone in whose team a lineage counts: the person themself and each manager above. */
export interface LineageManagerTable {
  lineage_id: number;
  manager_id: string;
}

export interface NamedNodeTable {
  id: string;
  name: string;
  developer_name: string | null;
  parent_id: string | null;
}

export interface TerritoryAssignmentTable {
  id: string;
  person_id: string;
  territory_id: string;
  valid_from: DayText;
  valid_to: DayText | null;
}

export interface AccountTable {
  id: string;
  name: string;
  owner_id: string | null;
  parent_id: string | null;
  is_deleted: boolean;
  modified_at: InstantText;
}

export interface ProductTable {
  id: string;
  name: string;
  family: string | null;
  code: string | null;
  is_active: boolean;
}

export interface StageTable {
  api_name: string;
  label: string;
  sort_order: number;
  is_active: boolean;
  is_closed: boolean;
  is_won: boolean;
  probability: string | null;
  forecast_category: string | null;
}

export interface OpportunityTable {
  id: string;
  name: string;
  account_id: string | null;
  owner_id: string | null;
  stage: string;
  amount: bigint | null;
  currency: string;
  probability: string | null;
  close_on: DayText;
  created_at: InstantText;
  is_closed: boolean;
  is_won: boolean;
  is_deleted: boolean;
  is_private: boolean;
  territory_id: string | null;
  forecast_category: string | null;
  type: string | null;
  next_step: string | null;
  /** What Salesforce says; it may lag behind the activities themselves. */
  last_activity_on: DayText | null;
  /** How often the close date went to a later month; null where Salesforce does not say. */
  push_count: number | null;
  last_stage_change_at: InstantText | null;
  modified_at: InstantText;
}

export interface OpportunityHistoryTable {
  id: string;
  opportunity_id: string;
  stage: string;
  amount: bigint | null;
  currency: string;
  close_on: DayText | null;
  created_at: InstantText;
  modified_at: InstantText;
}

/** What a deal looked like from a moment on: from Salesforce's own history at first load, observed from then on. */
export interface DealStateTable {
  opportunity_id: string;
  known_at: InstantText;
  seq: number;
  owner_id: string | null;
  stage: string;
  amount: bigint | null;
  currency: string;
  close_on: DayText;
  is_closed: boolean;
  is_won: boolean;
  is_deleted: boolean;
  territory_id: string | null;
  forecast_category: string | null;
  origin: 'history' | 'observed';
}

export interface LineItemTable {
  id: string;
  opportunity_id: string;
  product_id: string | null;
  quantity: string | null;
  unit_price: string | null;
  total_price: string | null;
  is_deleted: boolean;
  modified_at: InstantText;
}

/** A call, e-mail or meeting; anything else is kept as `other` and counted nowhere. */
export interface ActivityTable {
  id: string;
  source: 'task' | 'event';
  kind: 'call' | 'email' | 'meeting' | 'other';
  owner_id: string | null;
  /** The local day of the org on which it counts; null while it does not count (open task, series master). */
  counts_on: DayText | null;
  /** When it was put into Salesforce: a meeting is booked then. */
  created_at: InstantText | null;
  /** When it took place, where that is known to the minute. */
  happened_at: InstantText | null;
  /** The day an open task is due. */
  planned_on: DayText | null;
  /** The activity that this one repeats: it counts nowhere. */
  double_of: string | null;
  record_id: string | null;
  account_id: string | null;
  subject: string | null;
  is_deleted: boolean;
  modified_at: InstantText;
}

/** The value of a field that an admin has given a meaning, such as the cost of a line. */
export interface MappedValueTable {
  record_id: string;
  name: string;
  /** Decimal text. */
  value: string | null;
}
