import type { Day } from '#lib/days.ts';

/** What an announcement says, as its author wrote it: outside text. An empty part means that nothing changes there. */
export interface Words {
  /** The change in one sentence. */
  readonly title: string;
  readonly why: string;
  readonly priorities: string;
  readonly targeting: string;
  readonly positioning: string;
  readonly process: string;
  /** Expected questions with their answers. */
  readonly questions: string;
}

/** To whom it goes: everyone in any of these roles or below any of these managers, and whoever reads these channels. */
export interface Audience {
  /** Ids of roles in Salesforce, or `EVERYBODY`. */
  readonly roles: readonly string[];
  /** Ids of managers. */
  readonly teams: readonly string[];
  /** Slack conversation ids. */
  readonly channels: readonly string[];
}

/** In place of a role: everyone who is linked to somebody in Salesforce. */
export const EVERYBODY = '*';

/** What an author fills in. */
export interface Draft extends Words {
  readonly effectiveOn: Day;
  readonly audience: Audience;
  /** On this day at this hour, where each reader is. */
  readonly sendOn: Day;
  readonly sendHour: number;
}

/**
 * `draft`: only the author knows of it. `waiting`: for somebody who may approve. `scheduled`: approved, it goes out or
 * has gone out. `withdrawn`: taken back; what had not left yet never leaves.
 */
export type State = 'draft' | 'waiting' | 'scheduled' | 'withdrawn';

export interface Announcement extends Draft {
  readonly id: number;
  readonly state: State;
  /** Slack user id. */
  readonly authorId: string;
  /** Their name in Salesforce; of somebody who is linked no more, none. */
  readonly authorName: string | null;
  /** The one that it corrects. */
  readonly correctsId: number | null;
  readonly approverId: string | null;
  readonly approverName: string | null;
}

/** One of its readers. */
export interface Delivery {
  readonly slackUserId: string;
  /** When it comes to them; null for who read it in a channel alone. */
  readonly dueAt: Temporal.Instant | null;
  readonly remindAt: Temporal.Instant | null;
  /** The day alone: next to a moment, a question without a name would have one. */
  readonly acknowledgedOn: Day | null;
  readonly wasReminded: boolean;
  /** The message is there, by itself or with another one. */
  readonly wasReached: boolean;
}

export interface Question {
  readonly id: string;
  readonly announcementId: number;
  /** Who asked openly; null for all others, of whom nothing is kept. */
  readonly askerId: string | null;
  readonly askerName: string | null;
  readonly words: string;
  readonly answer: string | null;
  /** Its author knows of it: at the full hour after it was asked. */
  readonly wasTold: boolean;
}
