import type { Generated, JSONColumnType } from 'kysely';

/**
 * The tables of one installation. Both drivers hand over: dates as YYYY-MM-DD, instants as ISO text with Z,
 * int8 as bigint, numeric as text. Amounts are integer minor units. '' stands for "none" inside keys.
 */
export interface Tables {
  organization: OrganizationTable;
  fiscal_period: FiscalPeriodTable;
  person: PersonTable;
  assignment: AssignmentTable;
  lineage: LineageTable;
  lineage_manager: LineageManagerTable;
  role: NamedNodeTable;
  territory: NamedNodeTable;
  territory_assignment: TerritoryAssignmentTable;
  account: AccountTable;
  product: ProductTable;
  stage: StageTable;
  opportunity: OpportunityTable;
  opportunity_history: OpportunityHistoryTable;
  deal_state: DealStateTable;
  line_item: LineItemTable;
  activity: ActivityTable;
  quota: QuotaTable;
  sync_object: SyncObjectTable;
  sync_gap: SyncGapTable;
  api_use: ApiUseTable;
  changed_record: ChangedRecordTable;
  entry: EntryTable;
  cell: CellTable;
  dirty_cell: DirtyCellTable;
  fact: FactTable;
  fact_cursor: FactCursorTable;
  post: PostTable;
  identity_link: IdentityLinkTable;
  setting: SettingTable;
}

type Day = string;
type Instant = string;

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
  start_on: Day;
  end_on: Day;
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
  manager_id: string | null;
  role_id: string | null;
  created_at: Instant;
  modified_at: Instant;
}

/** A dated fact: who managed a person, in which role, from a day on. `valid_to` is exclusive; null = still. */
export interface AssignmentTable {
  person_id: string;
  manager_id: string | null;
  role_id: string | null;
  valid_from: Day;
  valid_to: Day | null;
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
  valid_from: Day;
  valid_to: Day | null;
}

export interface AccountTable {
  id: string;
  name: string;
  owner_id: string | null;
  parent_id: string | null;
  is_deleted: boolean;
  modified_at: Instant;
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
  close_on: Day;
  created_at: Instant;
  is_closed: boolean;
  is_won: boolean;
  is_deleted: boolean;
  is_private: boolean;
  territory_id: string | null;
  forecast_category: string | null;
  type: string | null;
  next_step: string | null;
  last_stage_change_at: Instant | null;
  modified_at: Instant;
}

export interface OpportunityHistoryTable {
  id: string;
  opportunity_id: string;
  stage: string;
  amount: bigint | null;
  currency: string;
  close_on: Day | null;
  created_at: Instant;
  modified_at: Instant;
}

/** What a deal looked like from a moment on: from Salesforce's own history at first load, observed from then on. */
export interface DealStateTable {
  opportunity_id: string;
  known_at: Instant;
  seq: number;
  owner_id: string | null;
  stage: string;
  amount: bigint | null;
  currency: string;
  close_on: Day;
  is_closed: boolean;
  is_won: boolean;
  is_deleted: boolean;
  territory_id: string | null;
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
  modified_at: Instant;
}

/** A call, e-mail or meeting; anything else is kept as `other` and counted nowhere. */
export interface ActivityTable {
  id: string;
  source: 'task' | 'event';
  kind: 'call' | 'email' | 'meeting' | 'other';
  owner_id: string | null;
  /** The local day of the org on which it counts; null while it does not count (open task, series master). */
  counts_on: Day | null;
  record_id: string | null;
  account_id: string | null;
  subject: string | null;
  is_deleted: boolean;
  modified_at: Instant;
}

export interface QuotaTable {
  person_id: string;
  metric: string;
  start_on: Day;
  /** Exclusive. */
  end_on: Day;
  amount: bigint;
  /** Currency of a money quota, '' for a count. */
  currency: string;
  source: 'salesforce' | 'csv';
  source_id: string;
  known_at: Instant;
}

/** One row per Salesforce object: how far it has been read, and where an interrupted read goes on. */
export interface SyncObjectTable {
  object: string;
  state: 'new' | 'loading' | 'ready' | 'absent' | 'failing';
  /** Everything with a SystemModstamp before this is in the store. */
  watermark: Instant | null;
  /** Where a first load goes on after an interruption: stamp and id of the last stored row. */
  resume: JSONColumnType<{ stamp: string; id: string } | null> | null;
  window_end: Instant | null;
  rows_read: bigint;
  described: JSONColumnType<string[]> | null;
  error: string | null;
  finished_at: Instant | null;
}

/** A field or object that could not be read, and what suffers: shown by doctor and on figures. */
export interface SyncGapTable {
  object: string;
  field: string;
  effect: string;
}

export interface ApiUseTable {
  day: Day;
  calls: bigint;
  org_used: bigint | null;
  org_limit: bigint | null;
}

/** The dirty set: written with the mirror in one transaction, consumed by the ledger in another. */
export interface ChangedRecordTable {
  seq: Generated<bigint>;
  object: string;
  record_id: string;
}

export interface EntryTable {
  id: Generated<bigint>;
  person_id: string;
  measure: string;
  amount: bigint;
  currency: string;
  effective_on: Day;
  lineage_id: number;
  role_id: string;
  territory_id: string;
  record_id: string;
  rule: string;
  known_at: Instant;
  reconstructed: boolean;
  reverses: bigint | null;
}

/** The one cache: sums of live entries and counted activities, re-read whole when dirty. */
export interface CellTable {
  person_id: string;
  day: Day;
  measure: string;
  lineage_id: number;
  role_id: string;
  territory_id: string;
  currency: string;
  amount: bigint;
  /** How many live entries make the sum: the divisor of means. */
  n: bigint;
}

export interface DirtyCellTable {
  person_id: string;
  day: Day;
}

export interface FactTable {
  seq: Generated<bigint>;
  name: string;
  subject: string;
  payload: JSONColumnType<Record<string, string | number | boolean | null>>;
  at: Instant;
}

export interface FactCursorTable {
  feature: string;
  seq: bigint;
}

export interface PostTable {
  id: Generated<bigint>;
  /** Unique: kind / audience / period / revision. The same intention twice is one row. */
  key: string;
  kind: string;
  params: JSONColumnType<Record<string, string | number | boolean | null>>;
  /** Slack conversation id, or user id for a direct message. */
  audience: string;
  state: 'pending' | 'sending' | 'posted' | 'parked' | 'dropped';
  /** True when a posted message should be rendered afresh and updated in place. */
  stale: boolean;
  attempt: number;
  lease_until: Instant | null;
  dispatched_at: Instant | null;
  not_before: Instant | null;
  channel: string | null;
  ts: string | null;
  /** Hash of what was last posted: an unchanged message is not sent again. */
  body_hash: string | null;
  reason: string | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface IdentityLinkTable {
  slack_user_id: string;
  person_id: string;
  confirmed_by: string;
  confirmed_at: Instant;
}

export interface SettingTable {
  name: string;
  value: JSONColumnType<Record<string, string | number | boolean | null>>;
  changed_by: string;
  changed_at: Instant;
}
