import { isUserId } from '#slack/audience.ts';
import type { Claim } from './claim.ts';
import type { Attention, PostKind, PostRequest } from './outbox.ts';
import type { Settlement } from './settle.ts';

/** A message that is about to go to a person. */
export interface Asking {
  readonly key: string;
  readonly slackUserId: string;
  readonly params: Claim['params'];
  readonly attention: Attention;
}

/** What becomes of it: `carrier` is a message that is recorded where it is not there yet. */
export type Ruling =
  | { readonly kind: 'send' }
  | { readonly kind: 'hold'; readonly until: Temporal.Instant; readonly reason: string }
  | {
      readonly kind: 'carry';
      readonly by: string;
      readonly carrier: PostRequest | undefined;
      readonly reason: string;
    }
  | { readonly kind: 'drop'; readonly reason: string };

/** Says how often and when a person is written to; asked just before a new message leaves. */
export type Govern = (asking: Asking) => Promise<Ruling>;

/**
 * Asks whether a new message may go to its person now; undefined when it may. What goes to a channel, and what is
 * there already and only brought up to date, disturbs nobody.
 */
export async function heldBack<S>(
  { kinds, govern }: { readonly kinds: readonly PostKind<S>[]; readonly govern?: Govern | undefined },
  claim: Claim,
): Promise<Settlement | undefined> {
  const { key, audience, params, ts } = claim;
  const attention = kinds.find(({ kind }) => kind === claim.kind)?.attention;
  if (ts !== null || attention === undefined || !isUserId(audience)) return undefined;
  if (attention === 'channel') return { kind: 'dropped', reason: 'posts of this kind are for channels' };
  if (govern === undefined) return undefined;
  const ruling = await govern({ key, slackUserId: audience, params, attention });
  switch (ruling.kind) {
    case 'send':
      return undefined;
    case 'hold':
      return { kind: 'held', until: ruling.until, reason: ruling.reason };
    case 'carry':
      return { kind: 'carried', by: ruling.by, carrier: ruling.carrier, reason: ruling.reason };
    case 'drop':
      return { kind: 'dropped', reason: ruling.reason };
  }
}
