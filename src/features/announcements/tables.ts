import type { Generated, JSONColumnType } from 'kysely';
import type { Store } from '#store/store.ts';
import type { State } from './announcement.ts';

interface AnnouncementTable {
  id: Generated<number>;
  state: State;
  author_id: string;
  title: string;
  why: string;
  priorities: string;
  targeting: string;
  positioning: string;
  process: string;
  questions: string;
  effective_on: string;
  roles: JSONColumnType<string[]>;
  teams: JSONColumnType<string[]>;
  channels: JSONColumnType<string[]>;
  send_on: string;
  send_hour: number;
  corrects_id: number | null;
  approver_id: string | null;
  /** What whoever sent it back wrote. */
  sent_back: string | null;
  /** How many people its author's page says it has reached. */
  told_reach: number;
  /** Up to this full hour its author has been told of questions. */
  told_at_hour: string;
}

interface DeliveryTable {
  announcement_id: number;
  slack_user_id: string;
  due_at: string | null;
  remind_at: string | null;
  acknowledged_on: string | null;
  was_reminded: boolean;
}

interface QuestionTable {
  id: string;
  announcement_id: number;
  asker_id: string | null;
  words: string;
  answer: string | null;
  was_told: boolean;
}

type AnnouncementTables = {
  announcement: AnnouncementTable;
  announcement_delivery: DeliveryTable;
  announcement_question: QuestionTable;
};

/** The feature's own tables beside the core's. */
export function tables(store: Store) {
  return store.db.withTables<AnnouncementTables>();
}
