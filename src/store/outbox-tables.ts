import type { Generated } from 'kysely';
import type { InstantText } from './mirror-tables.ts';

/** A message that stands beside another of the same post: how it was noticed and what became of it. */
export interface DoublePostTable {
  channel: string;
  ts: string;
  post_id: bigint;
  noticed_at: InstantText;
  /** Database time at which its removal is tried (again); null when it is over. */
  try_at: InstantText | null;
  removed_at: InstantText | null;
  /** Why it could not be removed. */
  problem: string | null;
}

/** What Slack delivered to us, by what makes a delivery one and the same. Kept for a week. */
export interface InboxTable {
  key: string;
  received_at: InstantText;
}

/** What is remembered of a post whose outcome was in doubt at some time. */
export interface DoubtColumns {
  /** No message of this post is older in Slack. Null before it was first sent. */
  sent_since: InstantText | null;
  /** An attempt ended without an answer: more than one message may come of it. */
  doubtful: Generated<boolean>;
  /** Reading back was broken off here: everything newer has been looked through. */
  looked_to: string | null;
  /** Database time at which to look again for a second message; null when there is no need to. */
  sweep_at: InstantText | null;
  sweeps: Generated<number>;
}
