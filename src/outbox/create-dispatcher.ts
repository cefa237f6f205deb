import { createHash } from 'node:crypto';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Delivery, Sender } from '#slack/deliver.ts';
import type { Store } from '#store/store.ts';
import { sortAbandoned } from './abandoned.ts';
import { channelOf } from './channel-of.ts';
import { claimNext, markDispatched, type Claim } from './claim.ts';
import { noCrash, type CrashHook } from './crash-point.ts';
import { findWords, type Writers } from './find-words.ts';
import { afterPost, afterUpdate, backOff } from './outcome.ts';
import { settle, type Settlement } from './settle.ts';

export interface DispatcherOptions<S> extends Writers<S> {
  readonly store: Store;
  /** Business time: decides which posts are due. */
  readonly clock: Clock;
  readonly sender: Sender;
  readonly crashPoint?: CrashHook;
}

/** The side of the outbox that speaks to Slack. Several may run at once, in one process or in many. */
export interface Dispatcher {
  /** Sends what is due, at most `limit` posts; returns how many it dealt with. Safe to call at any time. */
  sendDue(limit: number): Promise<number>;
}

export function createDispatcher<S>(options: DispatcherOptions<S>): Dispatcher {
  const { store, clock, log, crashPoint = noCrash } = options;
  return {
    async sendDue(limit) {
      await sortAbandoned(store);
      for (let count = 0; count < limit; count++) {
        const claim = await claimNext(store, clock.now());
        if (claim === undefined) return count;
        await crashPoint('after-claim');
        const end = await carryOut(options, claim);
        // Undefined: the claim was lost before anything was sent.
        const isOurs = end !== undefined && (await settle(store, claim, end));
        report(log, claim, { end, isOurs });
        await crashPoint('after-settle');
      }
      return limit;
    },
  };
}

/** Does what a claimed post needs, as far as it comes. */
async function carryOut<S>(options: DispatcherOptions<S>, claim: Claim): Promise<Settlement | undefined> {
  const words = await findWords(options, claim);
  if ('kind' in words) return words;
  await (options.crashPoint ?? noCrash)('after-render');
  const bodyHash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  if (claim.ts !== null && bodyHash === claim.bodyHash) return { kind: 'unchanged' };
  return claim.ts === null
    ? post(options, claim, { words, bodyHash })
    : update(options, claim, { words, bodyHash });
}

interface Ready {
  readonly words: Message;
  readonly bodyHash: string;
}

async function post<S>(
  options: DispatcherOptions<S>,
  claim: Claim,
  { words, bodyHash }: Ready,
): Promise<Settlement | undefined> {
  const { store, sender, crashPoint = noCrash } = options;
  const place = await channelOf(claim, { store, sender });
  // Nothing was sent yet: an unknown outcome of looking up the conversation may be tried again.
  if (place.kind === 'unknown')
    return { kind: 'again', waitSeconds: backOff(claim.attempt), reason: place.reason };
  if (place.kind !== 'opened') return afterPost(place, claim.attempt);
  if (!(await markDispatched(store, claim))) return undefined;
  await crashPoint('before-send');
  const outcome = await sender.post(place.channel, words, markerOf(store, claim));
  await crashPoint('after-send');
  return outcome.kind === 'posted' ? posted(outcome, bodyHash) : afterPost(outcome, claim.attempt);
}

async function update<S>(
  options: DispatcherOptions<S>,
  claim: Claim,
  { words, bodyHash }: Ready,
): Promise<Settlement | undefined> {
  const { sender, crashPoint = noCrash } = options;
  if (claim.channel === null || claim.ts === null) return { kind: 'unchanged' };
  await crashPoint('before-send');
  const outcome = await sender.update({ channel: claim.channel, ts: claim.ts }, words);
  await crashPoint('after-send');
  return outcome.kind === 'posted' ? posted(outcome, bodyHash) : afterUpdate(outcome);
}

function posted(outcome: Extract<Delivery, { kind: 'posted' }>, bodyHash: string): Settlement {
  return { kind: 'posted', channel: outcome.channel, ts: outcome.ts, bodyHash };
}

/** An opaque id in the message's metadata, which everyone in the workspace can read. */
function markerOf(store: Store, claim: Claim): string {
  return createHash('sha256').update(`${store.schema}/${claim.id}`).digest('hex').slice(0, 32);
}

function report(
  log: Log,
  claim: Claim,
  { end, isOurs }: { end: Settlement | undefined; isOurs: boolean },
): void {
  const { key, attempt } = claim;
  if (!isOurs) return log.warn({ key, attempt }, 'another sender took a post over');
  if (end?.kind === 'parked')
    return log.error({ key, attempt, end }, 'a post may or may not be there: parked');
  if (end?.kind === 'dropped') return log.warn({ key, attempt, end }, 'a post was given up');
  log.debug({ key, attempt, end }, 'a post was dealt with');
}
