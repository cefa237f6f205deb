import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CrashPoint } from '#outbox/crash-point.ts';
import type { Timing } from '#outbox/timing.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { emptyRedis } from '../../support/empty-queue.ts';
import { wordsOf } from './chaos-feature.ts';
import { faultThrower } from './faults.ts';
import { LivingWorker, type Life, type State } from './life.ts';
import { AUDIENCES, isSaid, openSlack, standingTexts, TEAM } from './slack.ts';

export interface Engine {
  /** Without an address the database is embedded. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  /** How many processes work at once. */
  readonly workers: 1 | 2;
}

export interface ChaosPlan {
  readonly engine: Engine;
  readonly posts: number;
  readonly kills: number;
  readonly freezes: number;
  /** How often the queue is emptied. */
  readonly flushes: number;
  readonly timing?: Timing;
  /** Ends the run as soon as Slack has taken a message twice: to show that a broken product does so. */
  readonly untilDoubled?: boolean;
  /** After how many milliseconds a late call is carried out. */
  readonly lateMs?: number;
}

export interface ChaosResult {
  readonly posts: number;
  readonly kills: number;
  readonly freezes: number;
  readonly flushes: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Messages that stand nowhere when all is over. */
  readonly lost: number;
  /** Messages that stand more than once. */
  readonly doubled: number;
  /** Messages that Slack took more than once, also of those that were taken away. */
  readonly takenTwice: number;
  /** What the outbox itself noticed as doubled. */
  readonly noticed: number;
  readonly states: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** Seconds stand for minutes here: a call may take half a second, a claim holds for two. */
const TIMING: Timing = { leaseSeconds: 2, settleSeconds: 1.5 };
const TIMEOUT_MS = 500;
const POINTS: readonly CrashPoint[] = [
  'after-record',
  'after-claim',
  'after-render',
  'before-send',
  'after-send',
  'after-settle',
];
const FREEZING_POINTS: readonly CrashPoint[] = ['after-render', 'before-send', 'after-send'];
/** Well within the settle time. */
const LATE_MS = 600;
const LONGEST_LIFE_MS = 2_500;
const LAST_WAIT_MS = 60_000;

/** Lets processes of the product post while they are killed and frozen and Slack misbehaves, and counts what stands. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosResult> {
  const began = performance.now();
  const slack = await openSlack();
  const dataDir = await mkdtemp(join(tmpdir(), 'attain-chaos-'));
  const over = new AbortController();
  const { thrown, begin } = faultThrower(slack, { signal: over.signal, lateMs: plan.lateMs ?? LATE_MS });
  const run: Run = { plan, slack, dataDir, left: { ...plan } };
  try {
    await firstLife(run);
    begin();
    await Promise.all(Array.from({ length: plan.engine.workers }, () => liveAndDie(run)));
    if (plan.untilDoubled !== true) over.abort();
    const { states, doubles } = await lastLife(run);
    return {
      posts: plan.posts,
      kills: plan.kills - run.left.kills,
      freezes: plan.freezes - run.left.freezes,
      flushes: plan.flushes - run.left.flushes,
      faults: thrown,
      ...count(slack, plan.posts),
      noticed: doubles,
      states,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    over.abort();
    await slack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Run {
  readonly plan: ChaosPlan;
  readonly slack: LocalSlack;
  readonly dataDir: string;
  readonly left: { kills: number; freezes: number; flushes: number };
}

/** The database is made before anything is said. */
async function firstLife(run: Run): Promise<void> {
  const life = lifeOf(run, undefined);
  const worker = await LivingWorker.begin({ ...life, load: { ...life.load, total: 0 } });
  await worker?.stop();
}

/** One place for a process: lives follow one another until all kills and freezes are used up. */
async function liveAndDie(run: Run): Promise<void> {
  const { left, plan } = run;
  while (left.kills + left.freezes > 0) {
    if (plan.untilDoubled === true && count(run.slack, plan.posts).takenTwice > 0) return;
    // Taken at once: the other place must not use it up meanwhile.
    const freeze =
      left.freezes > 0 && (left.kills === 0 || Math.random() < left.freezes / (left.kills + left.freezes));
    if (freeze) left.freezes -= 1;
    else left.kills -= 1;
    await oneLife(run, freeze ? 'SIGSTOP' : 'SIGKILL');
  }
}

async function oneLife(run: Run, how: 'SIGSTOP' | 'SIGKILL'): Promise<void> {
  const isOwnPoint = Math.random() < 0.7;
  const at = how === 'SIGSTOP' ? pick(FREEZING_POINTS) : pick(POINTS);
  const end = { at, nth: 1 + Math.floor(Math.random() * 6), how };
  const worker = await LivingWorker.begin(lifeOf(run, isOwnPoint ? end : undefined));
  if (worker === undefined) return;
  const ms = isOwnPoint ? LONGEST_LIFE_MS : 30 + Math.random() * 700;
  const words = await Promise.race([worker.frozen, worker.ended.then(nothing), pause(ms).then(nothing)]);
  if (Math.random() < 0.5) await maybeFlush(run, worker);
  if (how === 'SIGSTOP' && worker.isAlive) await freeze(run, worker, words);
  worker.signal('SIGKILL');
  await worker.ended;
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
async function maybeFlush({ left, plan }: Run, worker: LivingWorker): Promise<void> {
  if (left.flushes === 0 || !worker.isAlive) return;
  left.flushes -= 1;
  if (plan.engine.redisUrl !== undefined) await emptyRedis(`attain:attain-${TEAM}:*`);
  else await Promise.race([worker.order('empty-queue'), worker.ended, pause(1_000)]);
}

function lifeOf({ plan, slack, dataDir }: Run, end: Life['end']): Life {
  const { apiUrl, botToken, appToken } = slack;
  const batch = Math.ceil((1.5 * plan.posts) / (plan.kills + plan.freezes));
  return {
    ...plan.engine,
    slack: { apiUrl, botToken, appToken },
    dataDir,
    now: Temporal.Now.instant().toString(),
    load: { total: plan.posts, batch, audiences: AUDIENCES },
    timing: plan.timing ?? TIMING,
    timeoutMs: TIMEOUT_MS,
    end,
  };
}

function timingOf({ plan }: Run): Timing {
  return plan.timing ?? TIMING;
}

/** An undisturbed process ends what is left: everything is posted, and looked for once more where there was doubt. */
async function lastLife(run: Run): Promise<State> {
  const life = lifeOf(run, undefined);
  const worker = await LivingWorker.begin({ ...life, load: { ...life.load, batch: run.plan.posts } });
  if (worker === undefined) throw new Error('the last worker ended by itself');
  const until = performance.now() + LAST_WAIT_MS;
  try {
    for (;;) {
      await pause(250);
      const state = await worker.order<State>('state');
      const isDoubled = run.plan.untilDoubled === true && count(run.slack, run.plan.posts).takenTwice > 0;
      const isDone = (state.states['posted'] ?? 0) >= run.plan.posts && state.unswept === 0;
      if (isDone || isDoubled || performance.now() > until) return state;
    }
  } finally {
    if (run.plan.engine.databaseUrl !== undefined) await worker.order('drop');
    worker.signal('SIGKILL');
    await worker.ended;
  }
}

function count(slack: LocalSlack, posts: number): Pick<ChaosResult, 'lost' | 'doubled' | 'takenTwice'> {
  const standing = new Map<string, number>();
  const taken = new Map<string, number>();
  const add = (map: Map<string, number>, text: string) => map.set(text, (map.get(text) ?? 0) + 1);
  for (const text of standingTexts(slack)) add(standing, text);
  for (const { error, fields } of slack.calls('chat.postMessage'))
    if (error === undefined) add(taken, String(fields['text']));
  const numbers = Array.from({ length: posts }, (_, number) => wordsOf(number));
  return {
    lost: numbers.filter((words) => !standing.has(words)).length,
    doubled: numbers.filter((words) => (standing.get(words) ?? 0) > 1).length,
    takenTwice: numbers.filter((words) => (taken.get(words) ?? 0) > 1).length,
  };
}

function pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
  const one = from[Math.floor(Math.random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
