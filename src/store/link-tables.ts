import type { Generated } from 'kysely';
import type { InstantText } from './mirror-tables.ts';

/** Why a link between Slack and Salesforce ended. */
export type EndReason =
  | 'slack_deactivated'
  | 'slack_guest'
  | 'slack_elsewhere'
  | 'salesforce_deactivated'
  | 'taken_away'
  | 'moved';

/** A link that held once. Never changed; a person who comes back is confirmed again. */
export interface FormerLinkTable {
  id: Generated<number>;
  slack_user_id: string;
  person_id: string;
  reason: EndReason;
  confirmed_by: string;
  confirmed_at: InstantText;
  /** A Slack user id, `cli`, or `attain` where nobody decided it. */
  ended_by: string;
  ended_at: InstantText;
}

/** An address at which somebody may sign in to Salesforce once; what is in the address is not kept. */
export interface SignInTable {
  /** SHA-256 of the ticket in the address. */
  token: string;
  slack_user_id: string;
  asked_at: InstantText;
  expires_at: InstantText;
  used_at: InstantText | null;
  /** How it ended: `linked`, `waits` for an admin, or why it was refused. */
  outcome: string | null;
  /** Who signed in, where that is somebody of this company. */
  person_id: string | null;
}

/** What an admin says about addresses: one of somebody, a domain that was renamed, or one whose `+tags` mean nothing. */
export interface MailRuleTable {
  id: Generated<number>;
  kind: 'alias' | 'domain' | 'plus';
  /** The address or domain as Slack has it. */
  given: string;
  /** The domain it stands for; '' for the others. */
  means: string;
  /** Whose address it is. */
  person_id: string | null;
  made_by: string;
  made_at: InstantText;
}
