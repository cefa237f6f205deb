import type { Generated } from 'kysely';
import type { DayText, InstantText } from './mirror-tables.ts';

/** A role that somebody was given. A row is ended, never changed. */
export interface AccessRoleTable {
  id: Generated<bigint>;
  /** A Slack user id or a person's id in Salesforce. */
  holder: string;
  role: string;
  from_at: InstantText;
  to_at: InstantText | null;
  granted_by: string;
  reason: string;
  ended_by: string | null;
}

/** Standing in for somebody, or reading the figures of one person, over a stretch of days. */
export interface AccessGrantTable {
  id: Generated<bigint>;
  kind: 'delegation' | 'read';
  /** A Slack user id or a person's id. */
  holder_id: string;
  subject_id: string;
  /** Of a grant to read; null of a delegation. */
  data_class: string | null;
  from_on: DayText;
  /** Exclusive. */
  to_on: DayText;
  reason: string;
  granted_by: string;
  granted_at: InstantText;
  ended_by: string | null;
  ended_at: InstantText | null;
}

/** One line of the audit log. Each carries the hash of the one before it. */
export interface AuditEntryTable {
  seq: bigint;
  at: InstantText;
  /** A Slack user id, `cli`, or `attain`. */
  actor: string;
  action: string;
  /** Whom or what it is about: a person's id, a board; '' for the whole company. */
  subject: string;
  /** JSON as it was hashed. */
  detail: string;
  previous_hash: string;
  hash: string;
}
