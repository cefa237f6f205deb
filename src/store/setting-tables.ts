import type { Generated, JSONColumnType } from 'kysely';
import type { InstantText } from './mirror-tables.ts';

/** What a setting was and became, so that a change can be seen and taken back. */
export interface SettingChangeTable {
  id: Generated<number>;
  name: string;
  /** Null where nothing was set. */
  before: JSONColumnType<Record<string, string | number | boolean | null>> | null;
  after: JSONColumnType<Record<string, string | number | boolean | null>> | null;
  changed_by: string;
  changed_at: InstantText;
  /** The change that this one takes back. */
  undoes: number | null;
}
