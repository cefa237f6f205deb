import type { Generated } from 'kysely';
import type { InstantText } from './mirror-tables.ts';

/** Somebody who was erased: what Salesforce tells about them from then on is kept under the pseudonym. */
export interface ErasedPersonTable {
  /** A keyed hash of the person's id. */
  token: string;
  pseudonym: string;
  erased_at: InstantText;
}

/** Somebody asked for a copy of their data, or to be erased. */
export interface PrivacyRequestTable {
  id: Generated<number>;
  person_id: string;
  slack_user_id: string;
  kind: 'export' | 'erasure';
  asked_at: InstantText;
  settled_at: InstantText | null;
  settled_by: string | null;
}
