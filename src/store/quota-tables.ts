import type { Generated } from 'kysely';
import type { QuotaSource } from '#model/quota-versions.ts';
import type { DayText, InstantText } from './mirror-tables.ts';

/**
 * One version of one person's quota for one metric and stretch of days. Rows are only ever added: what holds on a day
 * is read from all versions together.
 */
export interface QuotaTable {
  person_id: string;
  metric: string;
  start_on: DayText;
  /** Exclusive. */
  end_on: DayText;
  amount: bigint;
  /** Currency of a money quota, '' for a count. */
  currency: string;
  source: QuotaSource;
  source_id: string;
  known_at: InstantText;
  /** 1, 2, 3 … within Salesforce's own, and within all other sources together. */
  version: Generated<number>;
  /** In hundredths of a percent of all that is asked of the person in the period; null where none was given. */
  weight: number | null;
  /** The first day it holds for; null is the first day of its period. */
  effective_on: DayText | null;
  /** It brings back what this earlier version said; 0 is before the first one: no quota. */
  restores: number | null;
  /** The change it was part of, to be taken back with. */
  batch_id: number | null;
  /** A Slack user id, or `cli`; null for Salesforce. */
  approved_by: string | null;
  reason: string | null;
}

/** A part of what the company is to reach; the latest row of a metric and stretch of days counts. */
export interface CompanyPlanTable {
  id: Generated<number>;
  metric: string;
  start_on: DayText;
  /** Exclusive. */
  end_on: DayText;
  amount: bigint;
  /** Currency of a plan of money, '' for a count. */
  currency: string;
  /** How it is spread over its parts, as it was typed. */
  curve: string;
  made_by: string;
  /** What was saved together is one plan. */
  made_at: InstantText;
  reason: string | null;
}
