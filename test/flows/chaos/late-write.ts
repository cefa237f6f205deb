import { setTimeout as pause } from 'node:timers/promises';
import { countMessages } from './count-messages.ts';
import { LivingWorker, type State } from './life.ts';
import { lifeOf, type Run } from './lives.ts';
import type { ChaosResult, Engine } from './plan.ts';
import { isSaid } from './slack.ts';
import { within } from './within.ts';
import { withRun } from './with-run.ts';

const WAIT_MS = 40_000;
/** A thawed sender writes at once or never. */
const LATE_MS = 500;

/**
 * A sender freezes after its last check and before its request is written, and thaws when another has said the same in
 * its place. No check can keep the request from arriving then; where the connection was closed meanwhile, the same
 * request is delivered in its place. Tells what came of it.
 */
export function runLateWrite(
  engine: Engine,
): Promise<Pick<ChaosResult, 'lost' | 'doubled' | 'takenTwice' | 'noticed'>> {
  return withRun({ engine, posts: 1, kills: 1, freezes: 0, flushes: 0 }, async (run) => {
    const frozen = await begin(run, { at: 'before-write', nth: 1, how: 'SIGSTOP' });
    const words = await within(frozen.frozen, { ms: WAIT_MS, what: 'a sender to freeze' });
    const other = await begin(run, undefined);
    const said = () => (isSaid(run.slack, words) ? true : undefined);
    await run.slack.until(said, { ms: WAIT_MS, what: 'the other to say it' });
    await untilState(other, ({ states }) => states['posted'] === 1);
    frozen.signal('SIGCONT');
    await pause(LATE_MS);
    await frozen.kill();
    if (countMessages(run.slack, 1).takenTwice === 0) await deliverAgain(run);
    const { doubles } = await untilState(other, () => countMessages(run.slack, 1).doubled === 0);
    await other.kill();
    return { ...countMessages(run.slack, 1), noticed: doubles };
  });
}

async function deliverAgain({ slack }: Run): Promise<void> {
  const call = slack.calls('chat.postMessage').find(({ error }) => error === undefined);
  const answer = await fetch(new URL('chat.postMessage', slack.apiUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(call?.fields),
  });
  if (countMessages(slack, 1).takenTwice === 0) throw new Error(`not taken: ${await answer.text()}`);
}

async function begin(run: Run, end: Parameters<typeof lifeOf>[1]): Promise<LivingWorker> {
  const worker = await LivingWorker.begin(lifeOf(run, end));
  if (worker === undefined) throw new Error('a worker ended by itself');
  return worker;
}

/** The state at the latest when the wait is over: what is missing then, the counts tell. */
async function untilState(worker: LivingWorker, isThere: (state: State) => boolean): Promise<State> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    const state = await worker.order<State>('state');
    if (isThere(state) || performance.now() > until) return state;
    await pause(100);
  }
}
