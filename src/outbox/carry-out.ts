import { createHash } from 'node:crypto';
import type { Clock } from '#lib/clock.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Delivery, Sender } from '#slack/deliver.ts';
import type { Store } from '#store/store.ts';
import { knownChannel } from './channel-of.ts';
import { markDispatched, type Claim } from './claim.ts';
import { noCrash, type CrashHook } from './crash-point.ts';
import { findWords, type Writers } from './find-words.ts';
import { afterPost, afterUpdate } from './outcome.ts';
import { heldBack, type Govern } from './governed.ts';
import type { Settlement } from './settle.ts';
import type { Sign } from './signature.ts';
import { threadOf } from './thread-of.ts';
import type { Timing } from './timing.ts';

/** What it takes to carry a post to Slack. */
export interface Carrying<S> extends Writers<S> {
  readonly store: Store;
  /** Business time: decides which posts are due. */
  readonly clock: Clock;
  readonly sender: Sender;
  readonly sign: Sign;
  readonly timing: Timing;
  /** Says how often and when people are written to; at any time where left out. */
  readonly govern?: Govern | undefined;
  readonly crashPoint?: CrashHook;
}

interface Ready {
  readonly words: Message;
  readonly bodyHash: string;
}

/** Does what a claimed post needs, as far as it comes. Undefined when the claim was lost before anything was sent. */
export async function carryOut<S>(carrying: Carrying<S>, claim: Claim): Promise<Settlement | undefined> {
  const words = await findWords(carrying, claim);
  if ('kind' in words) return words;
  const held = await heldBack(carrying, claim);
  if (held) return held;
  await (carrying.crashPoint ?? noCrash)('after-render');
  const bodyHash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  if (claim.ts !== null && bodyHash === claim.bodyHash) return { kind: 'unchanged' };
  return claim.ts === null
    ? post(carrying, claim, { words, bodyHash })
    : update(carrying, claim, { words, bodyHash });
}

async function post<S>(
  { store, sender, sign, clock, timing, crashPoint = noCrash }: Carrying<S>,
  claim: Claim,
  { words, bodyHash }: Ready,
): Promise<Settlement | undefined> {
  const thread = await threadOf(store, claim);
  if (typeof thread === 'object') return thread;
  const outcome = await sender.post(
    {
      // A person never written to is addressed by their id; the answer names the conversation.
      channel: (await knownChannel(store, claim)) ?? claim.audience,
      thread,
      marker: sign(claim.id),
      async mayLeave() {
        const isOurs = await markDispatched(store, claim, { now: clock.now(), bodyHash, timing });
        if (isOurs) await crashPoint('before-send');
        return isOurs;
      },
    },
    words,
  );
  await crashPoint('after-send');
  if (outcome.kind === 'withheld') return undefined;
  return outcome.kind === 'posted' ? posted(outcome, bodyHash) : afterPost(outcome, claim.attempt);
}

async function update<S>(
  { sender, sign, crashPoint = noCrash }: Carrying<S>,
  claim: Claim,
  { words, bodyHash }: Ready,
): Promise<Settlement> {
  if (claim.channel === null || claim.ts === null) return { kind: 'unchanged' };
  await crashPoint('before-send');
  const at = { channel: claim.channel, ts: claim.ts, marker: sign(claim.id) };
  const outcome = await sender.update(at, words);
  await crashPoint('after-send');
  return outcome.kind === 'posted' ? posted(outcome, bodyHash) : afterUpdate(outcome);
}

function posted(outcome: Extract<Delivery, { kind: 'posted' }>, bodyHash: string): Settlement {
  return { kind: 'posted', channel: outcome.channel, ts: outcome.ts, bodyHash };
}
