import type { Generated } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Choice, ReachedState, ReachedType } from './reached.ts';

export interface CelebrationTable {
  id: Generated<number>;
  channel_id: string;
  /** '' for everyone. */
  team_id: string;
  smallest: bigint;
  currency: string;
  says: 'people' | 'deals';
  with_quotas: boolean;
  from_hour: number;
  to_hour: number;
  time_zone: string;
  created_by: string;
  created_at: string;
  since: string;
  paused_at: string | null;
  paused_by: string | null;
}

/** A message that tells wins which came close together. */
interface CelebrationPostTable {
  id: Generated<number>;
  celebration_id: number;
  due_at: string;
}

/** A deal that was won, in the message that tells it; in none while it is too small. */
interface CelebratedDealTable {
  celebration_id: number;
  deal_id: string;
  post_id: number | null;
  won_at: string;
  close_on: string;
}

/** A quota that somebody has reached, and whether channels hear of it. */
interface ReachedQuotaTable {
  person_id: string;
  period_type: ReachedType;
  period_start: string;
  state: ReachedState;
  reached_at: string;
}

/** What somebody wants to become of the quotas they reach. */
interface CelebrationChoiceTable {
  person_id: string;
  mode: Choice;
  changed_at: string;
}

/** The tables of this feature. */
export function tables(store: Store) {
  return store.db.withTables<{
    celebration: CelebrationTable;
    celebration_post: CelebrationPostTable;
    celebrated_deal: CelebratedDealTable;
    reached_quota: ReachedQuotaTable;
    celebration_choice: CelebrationChoiceTable;
  }>();
}
