import type { Generated, JSONColumnType } from 'kysely';
import type { DayText, InstantText } from './mirror-tables.ts';

/** What tells whether the data can be trusted. Conventions: see tables.ts. */

/** How many rows of an object there were when last counted, and how many the last time that was believed. */
export interface RowCountTable {
  object: string;
  rows: bigint;
  counted_at: InstantText;
  trusted: bigint;
  trusted_at: InstantText;
}

/** A time in which scheduled messages waited because the data was late, shrunk or missing fields. */
export interface FreshnessIncidentTable {
  id: Generated<number>;
  kind: 'late' | 'shrunk' | 'broken-mapping';
  cause: string;
  remedy: string;
  /** Up to when Salesforce had been read completely as it began. */
  data_time: InstantText | null;
  began_at: InstantText;
  /** Null while it lasts; at most one does. */
  ended_at: InstantText | null;
}

/** How one business day ended: what the states of deals must still give for it. */
export interface DaySnapshotTable {
  day: DayText;
  taken_at: InstantText;
  data_time: InstantText | null;
  totals: JSONColumnType<
    { category: string; currency: string; deals: string; amount: string; digest: string }[]
  >;
}
