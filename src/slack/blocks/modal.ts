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

/** What stands in the place of a form once it was carried out: there is nothing more to send. */
export function closingModal(
  form: string,
  { title, blocks }: { readonly title: string; readonly blocks: readonly Block[] },
): ModalView {
  return { id: `${form}.done`, title, submit: null, close: 'Done', metadata: '', blocks };
}
