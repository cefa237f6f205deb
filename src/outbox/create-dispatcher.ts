import type { Log } from '#lib/log.ts';
import { sortAbandoned } from './abandoned.ts';
import { releaseCarried } from './carried.ts';
import { carryOut, type Carrying } from './carry-out.ts';
import { claimNext, type Claim } from './claim.ts';
import { noCrash } from './crash-point.ts';
import { noteDoubles, removeOneDouble } from './doubles.ts';
import { lookForOne } from './look.ts';
import { settle, type Settlement } from './settle.ts';
import { createSigner, type Sign } from './signature.ts';
import { sweepOne } from './sweep.ts';
import { DEFAULT_TIMING, type Timing } from './timing.ts';

export interface DispatcherOptions<S> extends Omit<Carrying<S>, 'sign' | 'timing'> {
  /** The kinds of post that wait now; none when left out. */
  readonly waitingKinds?: () => Promise<readonly string[]>;
  readonly timing?: Timing | undefined;
}

/** The side of the outbox that speaks to Slack. Several may run at once, in one process or in many. */
export interface Dispatcher {
  /**
   * Sends what is due, at most `limit` posts, looks for those in doubt and takes away what is there twice; returns how
   * many it sent or updated. Safe to call at any time.
   */
  sendDue(limit: number): Promise<number>;
}

/** Slack takes few such questions a minute: what waits to be sent must not wait for all of them. */
const LOOKS_AT_ONCE = 10;
const SWEEPS_AT_ONCE = 3;

export function createDispatcher<S>(options: DispatcherOptions<S>): Dispatcher {
  const { store, timing = DEFAULT_TIMING } = options;
  const signer = createSigner(store);
  return {
    async sendDue(limit) {
      const carrying: Carrying<S> = { ...options, timing, sign: await signer() };
      await sortAbandoned(store, timing);
      await releaseCarried(store);
      await lookForSettled(carrying, LOOKS_AT_ONCE);
      const waiting = (await options.waitingKinds?.()) ?? [];
      const count = await sendClaims(carrying, { limit, waiting });
      await takeDoublesAway(carrying, SWEEPS_AT_ONCE);
      return count;
    },
  };
}

/** Finds out about those whose settle time is over: a message that is there is not sent again. */
async function lookForSettled<S>(carrying: Carrying<S>, limit: number): Promise<void> {
  const { store, sender, timing, sign, kinds, log } = carrying;
  const whenUnknown = (name: string) => kinds.find(({ kind }) => kind === name)?.whenUnknown ?? 'ask';
  for (let count = 0; count < limit; count++) {
    const looked = await lookForOne({ store, sender, timing, whenUnknown }, sign);
    if (looked === undefined) return;
    if (looked.end.kind === 'untold') log.error(looked, 'a post may or may not be there');
    else log.info(looked, 'a post in doubt was looked for');
  }
}

async function sendClaims<S>(
  carrying: Carrying<S>,
  { limit, waiting }: { readonly limit: number; readonly waiting: readonly string[] },
): Promise<number> {
  const { store, clock, timing, log, crashPoint = noCrash } = carrying;
  for (let count = 0; count < limit; count++) {
    const claim = await claimNext(store, { now: clock.now(), waiting, timing });
    if (claim === undefined) return count;
    await crashPoint('after-claim');
    const end = await carryOut(carrying, claim);
    // Undefined: the claim was lost before anything was sent.
    const isOurs = end !== undefined && (await settle(store, claim, { end, timing }));
    if (!isOurs) await reportOvertaken(carrying, claim, end);
    else report(log, claim, end);
    await crashPoint('after-settle');
  }
  return limit;
}

/** Whoever was overtaken and sent all the same knows best that its message is one too many. */
async function reportOvertaken<S>(
  { store, log }: Carrying<S>,
  claim: Claim,
  end: Settlement | undefined,
): Promise<void> {
  log.warn({ key: claim.key, attempt: claim.attempt }, 'another sender took a post over');
  if (end?.kind !== 'posted' || claim.ts !== null) return;
  await noteDoubles(store, { postId: claim.id, channel: end.channel, stamps: [end.ts] });
}

function report(log: Log, { key, attempt }: Claim, end: Settlement): void {
  if (end.kind === 'unsure')
    log.warn({ key, attempt, end }, 'a post may or may not be there: looked for later');
  else if (end.kind === 'dropped') log.warn({ key, attempt, end }, 'a post was given up');
  else log.debug({ key, attempt, end }, 'a post was dealt with');
}

/** Looks for second messages and takes them away: what should not happen, and is shown when it did. */
async function takeDoublesAway<S>(
  carrying: Carrying<S> & { readonly sign: Sign },
  limit: number,
): Promise<void> {
  const { log, sign } = carrying;
  for (let count = 0; count < limit; count++) {
    const swept = await sweepOne(carrying, sign);
    if (swept === undefined) break;
    if (swept.doubles > 0) log.error(swept, 'a post was there more than once');
  }
  for (let count = 0; count < limit; count++) {
    const removed = await removeOneDouble(carrying);
    if (removed === undefined) return;
    log.error(removed, 'a message that was there twice is taken away');
  }
}
