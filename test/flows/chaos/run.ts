import { setTimeout as pause } from 'node:timers/promises';
import { countMessages } from './count-messages.ts';
import { faultThrower } from './faults.ts';
import { LivingWorker, type State } from './life.ts';
import { lifeOf, liveAndDie, type Run } from './lives.ts';
import { LATE_MS, type ChaosPlan, type ChaosResult } from './plan.ts';
import { withRun } from './with-run.ts';

/** Twice the longest time for which a post is left alone here. */
const STANDSTILL_MS = 40_000;

/**
 * Lets processes of the product post while they are killed and frozen and Slack misbehaves, and counts what stands.
 * Every wait has an end.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosResult> {
  const began = performance.now();
  return withRun(plan, async (run, over) => {
    const { slack, left } = run;
    const { lateMs = LATE_MS, only } = plan;
    const { thrown, begin } = faultThrower(slack, { signal: over.signal, lateMs, only });
    begin();
    await allPlaces(run, over);
    if (plan.untilDoubled !== true) over.abort();
    const underFire = plan.posts - countMessages(slack, plan.posts).lost;
    const { states, doubles, unswept } = await lastLife(run);
    return {
      posts: plan.posts,
      kills: plan.kills - left.kills,
      freezes: plan.freezes - left.freezes,
      flushes: plan.flushes - left.flushes,
      faults: thrown,
      underFire,
      ...countMessages(slack, plan.posts),
      noticed: doubles,
      states,
      unswept,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  });
}

/** Where one place fails, the others come to their end before the failure is told. */
async function allPlaces(run: Run, over: AbortController): Promise<void> {
  const places = Array.from({ length: run.plan.engine.workers }, async () => {
    try {
      await liveAndDie(run);
    } catch (error) {
      over.abort();
      throw error;
    }
  });
  await Promise.allSettled(places);
  await Promise.all(places);
}

/** An undisturbed process ends what is left: everything is posted, and looked for once more where there was doubt. */
async function lastLife(run: Run): Promise<State> {
  const life = lifeOf(run, undefined);
  const worker = await LivingWorker.begin({ ...life, load: { ...life.load, batch: run.plan.posts } });
  if (worker === undefined) throw new Error('the last worker ended by itself');
  try {
    return await untilDone(run, worker);
  } finally {
    await worker.kill();
  }
}

/** Also ends when nothing has moved for a long time: what the state is then, the counts tell. */
async function untilDone({ plan, slack }: Run, worker: LivingWorker): Promise<State> {
  let last = '';
  let movedAt = performance.now();
  for (;;) {
    await pause(250);
    const state = await worker.order<State>('state');
    const isDone =
      plan.untilDoubled === true
        ? countMessages(slack, plan.posts).takenTwice > 0
        : (state.states['posted'] ?? 0) >= plan.posts && state.unswept === 0;
    const now = JSON.stringify(state);
    if (now !== last) movedAt = performance.now();
    last = now;
    if (isDone || performance.now() - movedAt > STANDSTILL_MS) return state;
  }
}
