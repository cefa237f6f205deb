import { setTimeout as pause } from 'node:timers/promises';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import type { Timing } from '#outbox/timing.ts';
import { emptyRedis } from '../../support/empty-queue.ts';
import type { Load } from './chaos-feature.ts';
import { countMessages } from './count-messages.ts';
import { LivingWorker, type Life } from './life.ts';
import { FREEZING_POINTS, POINTS, TIMEOUT_MS, TIMING, type ChaosPlan } from './plan.ts';
import { AUDIENCES, isSaid } from './slack.ts';

/** A run under way. */
export interface Run {
  readonly plan: ChaosPlan;
  readonly team: string;
  readonly slack: LocalSlack;
  readonly dataDir: string;
  /** The same for all lives: a number is of one kind. */
  readonly kinds: Load['kinds'];
  readonly over: AbortSignal;
  readonly left: { kills: number; freezes: number; flushes: number };
}

const LONGEST_LIFE_MS = 5_000;
/** Passings of a point before the end there: some posts are said in between. */
const MOST_PASSINGS = 12;
/** So many that never become ready, one after another, are no accident of a busy machine. */
const MISSTARTS = 5;

/** One place for a process: lives follow one another until all kills and freezes are used up. */
export async function liveAndDie(run: Run): Promise<void> {
  const { left, plan } = run;
  while (left.kills + left.freezes > 0 && !run.over.aborted) {
    if (plan.untilDoubled === true && countMessages(run.slack, plan.posts).takenTwice > 0) return;
    // Taken at once: the other place must not use it up meanwhile.
    const freeze =
      left.freezes > 0 && (left.kills === 0 || Math.random() < left.freezes / (left.kills + left.freezes));
    if (freeze) left.freezes -= 1;
    else left.kills -= 1;
    await oneLife(run, freeze ? 'SIGSTOP' : 'SIGKILL');
    plan.onLife?.(left);
  }
}

async function oneLife(run: Run, how: 'SIGSTOP' | 'SIGKILL'): Promise<void> {
  const isOwnPoint = Math.random() < 0.7;
  const at = how === 'SIGSTOP' ? pick(FREEZING_POINTS) : pick(POINTS);
  const end = { at, nth: 1 + Math.floor(Math.random() * MOST_PASSINGS), how };
  const began = performance.now();
  const worker = await beginSurely(lifeOf(run, isOwnPoint ? end : undefined));
  if (worker === undefined) return;
  const ms =
    (isOwnPoint ? LONGEST_LIFE_MS : 30 + Math.random() * 2_500) * slowness(performance.now() - began);
  const words = await Promise.race([worker.frozen, worker.ended.then(nothing), pause(ms).then(nothing)]);
  if (Math.random() < 0.5) await maybeFlush(run, worker);
  if (how === 'SIGSTOP' && worker.isAlive) await freeze(run, worker, words);
  await worker.kill();
}

/** On a busy machine a life has to be longer for as much to happen in it: a start takes a second on an idle one. */
function slowness(startMs: number): number {
  return Math.min(4, Math.max(1, startMs / 1_000));
}

/** A start that fails is no kill: it is repeated. */
async function beginSurely(life: Life): Promise<LivingWorker | undefined> {
  for (let misstart = 1; ; misstart++) {
    try {
      return await LivingWorker.begin(life);
    } catch (error) {
      if (misstart === MISSTARTS) throw error;
    }
  }
}

const nothing = () => undefined;

/** Frozen past its lease; thawed at any time, or at the worst: when another has just said what it was about to say. */
async function freeze(run: Run, worker: LivingWorker, words: string | undefined): Promise<void> {
  worker.signal('SIGSTOP');
  const { leaseSeconds, settleSeconds } = timingOf(run);
  if (words === undefined) await pause((leaseSeconds + Math.random() * (settleSeconds + 1)) * 1_000);
  else {
    run.slack.faults.add({ kind: 'delay_reply', method: 'chat.postMessage', ms: TIMEOUT_MS - 50, times: 3 });
    const look = () => (isSaid(run.slack, words) ? true : undefined);
    await run.slack.until(look, { ms: (leaseSeconds + 2 * settleSeconds + 3) * 1_000 }).catch(nothing);
  }
  worker.signal('SIGCONT');
  await pause(600);
}

/** Everything that waits in the queue vanishes: what is to be said is known from the rows alone. */
async function maybeFlush({ left, plan, team }: Run, worker: LivingWorker): Promise<void> {
  if (left.flushes === 0 || !worker.isAlive) return;
  left.flushes -= 1;
  if (plan.engine.redisUrl !== undefined) await emptyRedis(`attain:attain-${team}:*`);
  else await Promise.race([worker.order('empty-queue').catch(nothing), worker.ended, pause(1_000)]);
}

export function lifeOf({ plan, slack, dataDir, kinds }: Run, end: Life['end']): Life {
  const { apiUrl, botToken, appToken } = slack;
  const batch = Math.ceil((1.5 * plan.posts) / (plan.kills + plan.freezes));
  return {
    ...plan.engine,
    slack: { apiUrl, botToken, appToken },
    dataDir,
    now: Temporal.Now.instant().toString(),
    load: { total: plan.posts, batch, audiences: AUDIENCES, kinds },
    timing: plan.timing ?? TIMING,
    timeoutMs: TIMEOUT_MS,
    end,
  };
}

function timingOf({ plan }: Run): Timing {
  return plan.timing ?? TIMING;
}

function pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
  const one = from[Math.floor(Math.random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
