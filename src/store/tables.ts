import type { Generated, JSONColumnType } from 'kysely';
import type {
  DayText,
  InstantText,
  OrganizationTable,
  FiscalPeriodTable,
  PersonTable,
  AssignmentTable,
  LineageTable,
  LineageManagerTable,
  NamedNodeTable,
  TerritoryAssignmentTable,
  AccountTable,
  ProductTable,
  StageTable,
  OpportunityTable,
  OpportunityHistoryTable,
  DealStateTable,
  LineItemTable,
  ActivityTable,
  MappedValueTable,
} from './mirror-tables.ts';
import type {
  BusinessHoursTable,
  FactCorrectionTable,
  HolidayTable,
  ImportedHolidayTable,
  PersonFactTable,
} from './people-tables.ts';
import type {
  ConversionRateTable,
  CreditingRuleTable,
  CreditTransferTable,
  DealSplitTable,
  DealTeamMemberTable,
  PeriodCloseTable,
  SplitTypeTable,
  LockedActivityTable,
  LockedFactTable,
  PastConversionRateTable,
} from './credit-tables.ts';
import type { AttentionPersonTable, AttentionTable, AttentionTopicTable } from './attention-tables.ts';
import type { AccessGrantTable, AccessRoleTable, AuditEntryTable } from './access-tables.ts';
import type { ErasedPersonTable, PrivacyRequestTable } from './identity-tables.ts';
import type { DoubtColumns, DoublePostTable, InboxTable } from './outbox-tables.ts';
import type { FormerLinkTable, MailRuleTable, SignInTable } from './link-tables.ts';
import type { CompanyPlanTable, QuotaTable } from './quota-tables.ts';
import type { SettingChangeTable } from './setting-tables.ts';

import type { DaySnapshotTable, FreshnessIncidentTable, RowCountTable } from './freshness-tables.ts';

/**
 * The tables of one installation. Both drivers hand over: dates as YYYY-MM-DD, instants as ISO text with Z,
 * int8 as bigint, numeric as text. Amounts are integer minor units. '' stands for "none" inside keys.
 */
export interface Tables {
  organization: OrganizationTable;
  fiscal_period: FiscalPeriodTable;
  person: PersonTable;
  assignment: AssignmentTable;
  person_fact: PersonFactTable;
  fact_correction: FactCorrectionTable;
  business_hours: BusinessHoursTable;
  holiday: HolidayTable;
  imported_holiday: ImportedHolidayTable;
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
  company_plan: CompanyPlanTable;
  mapped_value: MappedValueTable;
  sync_object: SyncObjectTable;
  sync_gap: SyncGapTable;
  row_count: RowCountTable;
  freshness_incident: FreshnessIncidentTable;
  day_snapshot: DaySnapshotTable;
  api_use: ApiUseTable;
  changed_record: ChangedRecordTable;
  entry: EntryTable;
  cell: CellTable;
  dirty_cell: DirtyCellTable;
  fact: FactTable;
  fact_cursor: FactCursorTable;
  post: PostTable;
  double_post: DoublePostTable;
  inbox: InboxTable;
  identity_link: IdentityLinkTable;
  former_link: FormerLinkTable;
  sign_in: SignInTable;
  mail_rule: MailRuleTable;
  erased_person: ErasedPersonTable;
  privacy_request: PrivacyRequestTable;
  access_role: AccessRoleTable;
  access_grant: AccessGrantTable;
  audit_entry: AuditEntryTable;
  attention: AttentionTable;
  attention_person: AttentionPersonTable;
  attention_topic: AttentionTopicTable;
  setting: SettingTable;
  setting_change: SettingChangeTable;
  conversion_rate: ConversionRateTable;
  past_conversion_rate: PastConversionRateTable;
  locked_fact: LockedFactTable;
  locked_activity: LockedActivityTable;
  split_type: SplitTypeTable;
  deal_split: DealSplitTable;
  deal_team_member: DealTeamMemberTable;
  crediting_rule: CreditingRuleTable;
  credit_transfer: CreditTransferTable;
  period_close: PeriodCloseTable;
}

/** One row per Salesforce object: how far it has been read, and where an interrupted read goes on. */
export interface SyncObjectTable {
  object: string;
  state: 'new' | 'loading' | 'ready' | 'absent' | 'failing';
  /** Everything with a SystemModstamp before this is in the store. */
  watermark: InstantText | null;
  /** Where a first load goes on after an interruption: stamp and id of the last stored row. */
  resume: JSONColumnType<{ stamp: string; id: string } | null> | null;
  window_end: InstantText | null;
  rows_read: bigint;
  described: JSONColumnType<string[]> | null;
  error: string | null;
  finished_at: InstantText | null;
}

/** A field or object that could not be read, and what suffers: shown by doctor and on figures. */
export interface SyncGapTable {
  object: string;
  field: string;
  effect: string;
  /** When it was first missed, of something that had been there; null for what never was, and once accepted. */
  vanished_at: InstantText | null;
}

export interface ApiUseTable {
  day: DayText;
  calls: bigint;
  org_used: bigint | null;
  org_limit: bigint | null;
}

/** The dirty set: written with the mirror in one transaction, consumed by the ledger in another. */
export interface ChangedRecordTable {
  seq: Generated<bigint>;
  object: string;
  record_id: string;
  /** `placement`: also compare for which team, role and territory the deal counts. */
  reason: 'placement' | null;
}

export interface EntryTable {
  id: Generated<bigint>;
  person_id: string;
  measure: string;
  amount: bigint;
  currency: string;
  /** The day on which it is due: the close date. */
  effective_on: DayText;
  /** The day on which it is reported: the same, unless a locked period sent it to a later one. */
  counts_on: DayText;
  lineage_id: number;
  role_id: string;
  territory_id: string;
  record_id: string;
  rule: string;
  known_at: InstantText;
  reconstructed: boolean;
  reverses: bigint | null;
  /** The part of the deal, as decimal text: 1 for all of it. */
  share: string;
  /** How many deals it stands for: 1, or 0 for all but one part of a deal that is shared. */
  deals: number;
  /** The whole deal as Salesforce has it, in minor units of its own currency. */
  original_amount: bigint | null;
  original_currency: string;
  /** Units of the original currency for one of the organisation's, as decimal text; null where none was needed. */
  rate: string | null;
  /** Why it is not reported on the day it is due. */
  cause: string | null;
}

/** The one cache: sums of live entries and counted activities, re-read whole when dirty. */
export interface CellTable {
  person_id: string;
  day: DayText;
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
  day: DayText;
}

export interface FactTable {
  seq: Generated<bigint>;
  name: string;
  subject: string;
  payload: JSONColumnType<Record<string, string | number | boolean | null>>;
  at: InstantText;
}

export interface FactCursorTable {
  feature: string;
  seq: bigint;
}

export interface PostTable extends DoubtColumns {
  id: Generated<bigint>;
  /** Unique: kind / audience / period / revision. The same intention twice is one row. */
  key: string;
  kind: string;
  params: JSONColumnType<Record<string, string | number | boolean | null>>;
  /** Slack conversation id, or user id for a direct message. */
  audience: string;
  /** `carried` is said by another message; `settling` waits until reading back can tell whether it is there; `unknown` was sent once and may be there. */
  state: 'pending' | 'sending' | 'settling' | 'posted' | 'parked' | 'unknown' | 'carried' | 'dropped';
  /** The key of the message by which it is said, of one that is carried. */
  carrier: string | null;
  /** True when a posted message should be rendered afresh and updated in place. */
  stale: boolean;
  attempt: number;
  /** Database time: until then the post belongs to a sender or, while it is pending, is left alone. */
  lease_until: InstantText | null;
  dispatched_at: InstantText | null;
  not_before: InstantText | null;
  channel: string | null;
  ts: string | null;
  /** The key of the message in whose thread it goes. */
  thread_key: string | null;
  /** Hash of what was last posted: an unchanged message is not sent again. */
  body_hash: string | null;
  reason: string | null;
  /** When an admin was told that nobody knows whether it is there. */
  doubt_told_at: Generated<InstantText | null>;
  created_at: InstantText;
  updated_at: InstantText;
}

export interface IdentityLinkTable {
  slack_user_id: string;
  person_id: string;
  confirmed_by: string;
  confirmed_at: InstantText;
}

export interface SettingTable {
  name: string;
  value: JSONColumnType<Record<string, string | number | boolean | null>>;
  changed_by: string;
  changed_at: InstantText;
}
