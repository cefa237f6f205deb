import { messageOf, TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { AudienceCheck } from '#slack/audience.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Store } from '#store/store.ts';
import type { Claim } from './claim.ts';
import type { PostKind } from './outbox.ts';
import { afterFailedRender, backOff } from './outcome.ts';
import type { Settlement } from './settle.ts';
import { writeMessage } from './write-message.ts';

/** What it takes to find out how a post reads now. */
export interface Writers<S> {
  readonly kinds: readonly PostKind<S>[];
  readonly services: S;
  /** Asked when a post is sent, not when it was recorded. */
  readonly audienceProblem: AudienceCheck;
  /** Told of a post that its audience may not have, whose it was and why. */
  readonly onWithheld?: (withheld: Withheld) => Promise<void>;
  readonly log: Log;
}

/** A post that was not sent because of who would have read it. */
export interface Withheld {
  readonly kind: string;
  readonly audience: string;
  readonly reason: string;
  /** Undefined where the kind knows none. */
  readonly owner: string | undefined;
}

/** The message as it reads now, or why there is none. */
export async function findWords<S>(
  writers: Writers<S> & { readonly store: Store },
  claim: Claim,
): Promise<Message | Settlement> {
  const { kinds, services, audienceProblem, log } = writers;
  const kind = kinds.find((one) => one.kind === claim.kind);
  if (kind === undefined)
    return { kind: 'dropped', reason: `nobody writes posts of the kind ${claim.kind} any more` };
  try {
    const reason = await audienceProblem(claim.audience, kind.shows);
    if (reason !== undefined) {
      const owner = await kind.ownerOf?.(services, { params: claim.params });
      await writers.onWithheld?.({ kind: claim.kind, audience: claim.audience, reason, owner });
      return { kind: 'dropped', reason };
    }
    const until = claim.ts === null ? await kind.waitsUntil?.(services, claim) : undefined;
    if (until !== undefined) return { kind: 'held', until, reason: 'it is not the hour for it' };
    const words = await writeMessage(writers, kind, claim);
    return words ?? { kind: 'dropped', reason: 'it no longer applied' };
  } catch (error) {
    const passes = error instanceof TryLater;
    if (!passes) log.error({ err: error, key: claim.key }, 'a post could not be written');
    return afterFailedRender(`it could not be written: ${messageOf(error)}`, {
      attempt: claim.attempt,
      isPosted: claim.ts !== null,
      waitSeconds: passes ? (error.waitSeconds ?? backOff(claim.attempt)) : undefined,
    });
  }
}
