import type { DataClass } from '#model/policy/terms.ts';
import type { Topic, Priority } from '#model/attention.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Store } from '#store/store.ts';

export type PostParams = Readonly<Record<string, string | number | boolean | null>>;

/** What should be said, to whom: recorded first, rendered and re-checked when it is sent. */
export interface PostRequest {
  /** Unique for the intention: kind/audience/period/revision. The same key twice is one post. */
  readonly key: string;
  readonly kind: string;
  readonly params: PostParams;
  /** Slack conversation id, or a user id for a direct message. */
  readonly audience: string;
  /** Business time before which it stays unsaid. */
  readonly notBefore?: Temporal.Instant;
  /** The key of the message in whose thread it goes; it waits until that one is there. */
  readonly thread?: string;
}

/**
 * What becomes of a message when nobody knows whether it is there and Slack does not let us look: a person is asked,
 * or it counts as sent. It is never sent again blindly.
 */
export type WhenUnknown = 'ask' | 'at-most-once';

/** How a kind of post that is addressed to a person stands to that person's other messages. */
export interface Attention {
  readonly topic: Topic;
  readonly priority: Priority;
  /** It asks for something to be done: it can be called not useful, and not acting on it counts. */
  readonly isPrompt: boolean;
  /** What it says of what: said once, until it changes. */
  says?(params: PostParams): { readonly about: string; readonly state: string };
  /** Those of one key that come close together are one message. */
  mergeKey?(params: PostParams): string;
}

/** How a kind of post looks at the moment it is sent; undefined means that it no longer applies. */
export interface PostKind<S> {
  readonly kind: string;
  readonly whenUnknown: WhenUnknown;
  /** What a person may say about it; `channel` for what only channels get. */
  readonly attention: Attention | 'channel';
  /** The classes of data in it: a channel that may not carry them all gets nothing. */
  readonly shows: readonly DataClass[];
  /** It names people who are no part of a board: written afresh when one of them is erased. */
  readonly namesPeople?: boolean;
  /** Not sent and not updated while the data is late or incomplete: what a whole channel reads. */
  readonly waitsForFreshData?: boolean;
  /**
   * Until when a new message waits that would leave now, for whom it is too late or too early; undefined where it may
   * leave. Asked just before it is written: a sender may be late.
   */
  waitsUntil?(
    services: S,
    post: { readonly params: PostParams; readonly audience: string },
  ): Promise<Temporal.Instant | undefined>;
  /** Who set it up and is told once when an audience may not have it; the installer where nothing is said. */
  ownerOf?(services: S, post: { readonly params: PostParams }): Promise<string | undefined>;
  render(
    services: S,
    post: { readonly params: PostParams; readonly audience: string },
  ): Promise<Message | undefined>;
}

/** The one way out to Slack. */
export interface Outbox {
  /** Records a post in the caller's transaction; doing so again with the same key changes nothing. */
  record(tx: Store, post: PostRequest): Promise<void>;
  /** Asks for the posted message with this key to be rendered afresh and updated in place, silently. */
  refresh(tx: Store, key: string): Promise<void>;
  /**
   * Takes back what was recorded and certainly not said: every post whose key begins so. It can be recorded again.
   */
  withdraw(tx: Store, keyPrefix: string): Promise<void>;
  /** Tells the senders that there is something to send; call after the transaction. */
  wake(): Promise<void>;
}
