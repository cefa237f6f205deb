import type { Day } from '#lib/days.ts';

/** The message that a praise is about, where it was chosen from its menu. */
export interface MessageAt {
  readonly channelId: string;
  readonly ts: string;
}

/** What somebody wants to say, as they filled it in: outside text. */
export interface Wish {
  /** Made once, when the window opens: however often it is submitted, it is one praise. */
  readonly id: string;
  /** Slack user ids, in the order in which they are named. */
  readonly people: readonly string[];
  /** Lines of at least one character. */
  readonly words: string;
  /** The Slack conversation in which it is said; null to say it to each of them alone. */
  readonly channelId: string | null;
  readonly about: MessageAt | null;
}

/** A praise that was given. */
export interface Praise {
  readonly id: string;
  readonly giverId: string;
  readonly people: readonly string[];
  readonly words: string;
  readonly channelId: string | null;
  /** Address of the message it is about, as Slack gave it. */
  readonly link: string | null;
  readonly givenOn: Day;
  readonly isTakenBack: boolean;
}

/** How many people one praise names, and how many one person gives a day. */
export const MOST_PEOPLE = 5;
export const MOST_A_DAY = 5;
/** Characters, written out in full wherever they are read. */
export const LONGEST_WORDS = 500;
/** "Lately", for what people got. */
export const LATELY_DAYS = 90;

/** A pseudonym of somebody who was erased is none. */
export function isSlackUser(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id);
}
