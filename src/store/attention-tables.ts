import type { InstantText } from './mirror-tables.ts';

/** When and how often a person is written to. Conventions: see tables.ts. */

/** What somebody chose for all messages; null where they left it to us. */
export interface AttentionPersonTable {
  slack_user_id: string;
  /** Minutes after local midnight. */
  quiet_from: number | null;
  quiet_to: number | null;
  budget: number | null;
  greeted_at: InstantText | null;
}

/** What somebody has of one topic, or of all (`*`, of which only the pause counts). */
export interface AttentionTopicTable {
  slack_user_id: string;
  topic: string;
  mode: 'on' | 'digest' | 'off' | null;
  /** The day on which messages begin again, where they are. */
  snoozed_until: string | null;
  /** When the person last said what they want of it. */
  chosen_at: InstantText | null;
  /** When they were asked whether to go on, and when we moved it to their digest. */
  asked_at: InstantText | null;
  moved_at: InstantText | null;
}

/** What was decided last about a message to a person. Its post says whether it is there. */
export interface AttentionTable {
  post_key: string;
  slack_user_id: string;
  topic: string;
  decision: 'send' | 'hold' | 'merge' | 'digest' | 'drop';
  reason: string;
  /** Until when it is held. */
  until: InstantText | null;
  /** The key of the message it goes with. */
  into_key: string | null;
  about: string | null;
  state: string | null;
  merge_key: string | null;
  is_prompt: boolean;
  decided_at: InstantText;
  /** When it was first held back, and why: kept when it is sent later. */
  held_at: InstantText | null;
  held_reason: string | null;
  acted_at: InstantText | null;
  rejected_at: InstantText | null;
}
