import type { Store } from '#store/store.ts';

/** One row for each person praised. */
interface PraiseTable {
  id: string;
  praised_id: string;
  giver_id: string;
  channel_id: string | null;
  words: string;
  link: string | null;
  /** The giver's day. */
  given_on: string;
  given_at: string;
  taken_back_at: string | null;
}

interface PraiseChoiceTable {
  slack_user_id: string;
  is_private: boolean;
}

type PraiseTables = { praise: PraiseTable; praise_choice: PraiseChoiceTable };

/** The feature's own tables beside the core's. */
export function tables(store: Store) {
  return store.db.withTables<PraiseTables>();
}
