import { countMessages } from './count-messages.ts';
import { lifeOf } from './lives.ts';
import type { ChaosResult, Engine } from './plan.ts';
import { beginOne, untilSaid, untilState, WAIT_MS } from './steps.ts';
import { within } from './within.ts';
import { withRun } from './with-run.ts';

/** The other's call takes so long that the frozen one thaws in its middle, and its lease outlasts it. */
const TIMING = { leaseSeconds: 9, settleSeconds: 1.5 };
const REPLY_MS = 6_000;
const TIMEOUT_MS = 8_000;

/**
 * A sender freezes before it asks for leave, and thaws while another is saying the same in its place. Tells how often
 * Slack took the message; `ignoresAttempts` takes the attempt number out of the frozen one's conditions.
 */
export function runOvertaken(
  engine: Engine,
  { ignoresAttempts }: { readonly ignoresAttempts: boolean },
): Promise<Pick<ChaosResult, 'lost' | 'doubled' | 'takenTwice'>> {
  const plan = { engine, posts: 1, kills: 1, freezes: 0, flushes: 0, timing: TIMING };
  return withRun(plan, async (run) => {
    const other = { ...lifeOf(run, undefined), timeoutMs: TIMEOUT_MS };
    const end = { at: 'after-render', nth: 1, how: 'SIGSTOP' } as const;
    const frozen = await beginOne({ ...other, end, ignoresAttempts });
    const words = await within(frozen.frozen, { ms: WAIT_MS, what: 'a sender to freeze' });
    run.slack.faults.add({ kind: 'delay_reply', method: 'chat.postMessage', ms: REPLY_MS });
    const successor = await beginOne(other);
    await untilSaid(run, words);
    frozen.signal('SIGCONT');
    await untilState(successor, ({ states }) => states['posted'] === 1);
    await Promise.all([frozen.kill(), successor.kill()]);
    return countMessages(run.slack, 1);
  });
}
