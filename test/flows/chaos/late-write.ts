import { setTimeout as pause } from 'node:timers/promises';
import { countMessages } from './count-messages.ts';
import { lifeOf, type Run } from './lives.ts';
import type { ChaosResult, Engine } from './plan.ts';
import { beginOne, untilSaid, untilState, WAIT_MS } from './steps.ts';
import { within } from './within.ts';
import { withRun } from './with-run.ts';

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
    const frozen = await beginOne(lifeOf(run, { at: 'before-write', nth: 1, how: 'SIGSTOP' }));
    const words = await within(frozen.frozen, { ms: WAIT_MS, what: 'a sender to freeze' });
    const other = await beginOne(lifeOf(run, undefined));
    await untilSaid(run, words);
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
