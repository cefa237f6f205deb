import type { Block } from './message.ts';

/** A modal as we compose it; the router adds Slack's envelope. */
export interface ModalView {
  /** Which `Modal` handles its submission. */
  readonly id: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string;
  readonly blocks: readonly Block[];
  /** At most 3,000 characters; comes back with the submission and is never trusted. */
  readonly metadata: string;
}
