import type { Generated, JSONColumnType } from 'kysely';
import type { DayText, InstantText } from './mirror-tables.ts';

/** A dated fact learnt from Salesforce beside manager, role and territory. `valid_to` is exclusive; null = still. */
export interface PersonFactTable {
  person_id: string;
  kind: 'location' | 'employment';
  value: string;
  valid_from: DayText;
  valid_to: DayText | null;
}

/** What an admin says held for a person over a stretch of days. Never changed; taken back at most once. */
export interface FactCorrectionTable {
  id: Generated<bigint>;
  person_id: string;
  kind: string;
  /** An id where the kind has ids; '' says that the person had none. */
  value: string;
  from_on: DayText;
  /** Exclusive; null = until further notice. */
  to_on: DayText | null;
  reason: string;
  made_by: string;
  made_at: InstantText;
  withdrawn_by: string | null;
  withdrawn_at: InstantText | null;
}

export interface BusinessHoursTable {
  id: string;
  name: string;
  is_default: boolean;
  is_active: boolean;
  time_zone: string;
  /** Monday first: minutes after midnight, null on a day without work. */
  week: JSONColumnType<({ from: number; to: number } | null)[]>;
}

export interface HolidayTable {
  id: string;
  name: string;
  start_on: DayText;
  /** Minutes after midnight; null when the whole day is off. */
  from_minute: number | null;
  to_minute: number | null;
  recurrence: JSONColumnType<Record<string, string | number | null> | null> | null;
}

/** A day off from a file: for orgs that keep no holidays in Salesforce. */
export interface ImportedHolidayTable {
  /** '' is everywhere. */
  location: string;
  day: DayText;
  name: string;
  imported_by: string;
  imported_at: InstantText;
}
