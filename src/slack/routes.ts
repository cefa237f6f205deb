import type { Actor, Entry } from '#model/access.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';

/**
 * What Slack may ask of us, as plain values. `S` is what a handler works with (the services of one installation);
 * this layer only carries it from the router to the handler.
 */
export interface Call<S> {
  readonly actor: Actor;
  readonly services: S;
  /** Business time at which the request arrived. */
  readonly now: Temporal.Instant;
  /** The IANA zone and locale of the asker's Slack profile. */
  readonly timeZone: string;
  readonly locale: string;
  /** Opens a modal; the trigger must be fresh (3 seconds), so call it before any slow work. */
  readonly openModal: (view: ModalView) => Promise<void>;
  /** A private answer that only the asker sees; each call adds one, five within half an hour. */
  readonly reply: (message: Message) => Promise<void>;
}

export interface CommandCall<S> extends Call<S> {
  /** What follows the sub-command, trimmed. */
  readonly text: string;
  readonly channelId: string;
}

/** One word after /attain, with the help that is derived from it. */
export interface Subcommand<S> extends Entry {
  readonly name: string;
  /** Slash commands of their own that mean the same, such as /leaderboard. */
  readonly direct?: readonly string[];
  readonly summary: string;
  readonly example: string;
  /**
   * Takes what starts with no known word, and the bare command: "/attain Q3". Throws a Refusal when it cannot read
   * the text; the router then looks for a word that was meant. At most one sub-command is the default.
   */
  readonly isDefault?: boolean;
  /** Returns the private answer, or nothing when it opened a modal or already replied. */
  run(call: CommandCall<S>): Promise<Message | undefined>;
}

export interface ActionCall<S> extends Call<S> {
  /** The value of the button or the chosen option: from the client, so parse it. */
  readonly value: string;
  readonly channelId: string | null;
  readonly messageTs: string | null;
  /** Pressed in App Home, which is shown afresh afterwards: there a change needs no answer. */
  readonly isInHome?: boolean;
}

/** A button or select of ours, by its action_id (`feature.verb`). */
export interface Action<S> extends Entry {
  readonly id: string;
  /** It is not noted who pressed it: what follows may be something that nobody is to be known for. */
  readonly leavesNoTrace?: boolean;
  run(call: ActionCall<S>): Promise<Message | undefined>;
}

export interface ShortcutCall<S> extends Call<S> {
  readonly channelId: string;
  /** The stamp of the message it was used on. */
  readonly messageTs: string;
  /** Who wrote that message; null where it was an app. */
  readonly authorId: string | null;
}

/** An entry of ours in the menu of every message, by its callback_id (`feature.verb`); the manifest names it too. */
export interface MessageShortcut<S> extends Entry {
  readonly id: string;
  /** As the menu shows it, at most 24 characters. */
  readonly name: string;
  /** Returns the private answer, or nothing when it opened a modal. */
  run(call: ShortcutCall<S>): Promise<Message | undefined>;
}

/** Values of a submitted modal: block_id → what was entered or chosen, null when left empty. */
export type ModalValues = Readonly<Record<string, string | readonly string[] | null>>;

export interface SubmitCall<S> extends Call<S> {
  readonly values: ModalValues;
  /** What `private_metadata` carried: from the client, so parse it and never authorise by it. */
  readonly metadata: string;
}

export type SubmitOutcome =
  | { readonly kind: 'close' }
  /** Messages next to inputs, by block_id. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Replaces the modal by another: a preview, a confirmation. */
  | { readonly kind: 'update'; readonly view: ModalView };

/** A modal of ours, by its callback_id (`feature.noun`). */
export interface Modal<S> extends Entry {
  readonly id: string;
  submit(call: SubmitCall<S>): Promise<SubmitOutcome>;
}

/** A feature's part of App Home; left out for those whom its entry does not let in. */
export interface HomeSection<S> extends Entry {
  readonly order: number;
  render(call: Omit<Call<S>, 'openModal' | 'reply'>): Promise<Message['blocks']>;
}
