import { setTimeout as pause } from 'node:timers/promises';
import { LivingWorker, type Life, type State } from './life.ts';
import type { Run } from './lives.ts';
import { isSaid } from './slack.ts';

export const WAIT_MS = 60_000;

export async function beginOne(life: Life): Promise<LivingWorker> {
  const worker = await LivingWorker.begin(life);
  if (worker === undefined) throw new Error('a worker ended by itself');
  return worker;
}

export async function untilSaid({ slack }: Run, words: string): Promise<void> {
  const said = () => (isSaid(slack, words) ? true : undefined);
  await slack.until(said, { ms: WAIT_MS, what: 'somebody to say it' });
}

/** The state at the latest when the wait is over: what is missing then, the counts tell. */
export async function untilState(worker: LivingWorker, isThere: (state: State) => boolean): Promise<State> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    const state = await worker.order<State>('state');
    if (isThere(state) || performance.now() > until) return state;
    await pause(100);
  }
}
