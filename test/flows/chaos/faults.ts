import { setTimeout as pause } from 'node:timers/promises';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';

export type Fault = Parameters<LocalSlack['faults']['add']>[0];

const POST = 'chat.postMessage';
const READ = 'conversations.history';

/** What goes wrong between the product and Slack, by how often it does. */
const FAULTS: readonly (readonly [share: number, fault: Fault])[] = [
  [4, { kind: 'drop_reply', method: POST }],
  [3, { kind: 'commit_late', method: POST, ms: 600 }],
  [2, { kind: 'delay', method: POST, ms: 700 }],
  [2, { kind: 'delay_reply', method: POST, ms: 800 }],
  [1, { kind: 'delay_reply', method: POST, ms: 200 }],
  [2, { kind: 'drop_request', method: POST }],
  [2, { kind: 'status', method: POST, status: 503 }],
  [2, { kind: 'status_after', method: POST, status: 503 }],
  [1, { kind: 'rate_limit', method: POST, retryAfter: 1 }],
  [1, { kind: 'error', method: POST, error: 'fatal_error' }],
  [1, { kind: 'status', method: READ, status: 503 }],
  [1, { kind: 'drop_reply', method: READ }],
  [1, { kind: 'rate_limit', method: READ, retryAfter: 1 }],
];
const EVERY_MS = 200;

/** Orders one fault after another, from `begin` until `signal`; a fair share of all calls is struck. */
export function faultThrower(
  slack: LocalSlack,
  {
    signal,
    lateMs,
    only,
  }: { readonly signal: AbortSignal; readonly lateMs: number; readonly only: Fault['kind'] | undefined },
): { readonly thrown: Readonly<Record<string, number>>; begin(): void } {
  const thrown: Record<string, number> = {};
  const work = async () => {
    while (!signal.aborted) {
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      if (slack.faults.list().length > 0) continue;
      const chosen = any(FAULTS.filter(([, { kind }]) => only === undefined || kind === only));
      const fault = chosen.kind === 'commit_late' ? { ...chosen, ms: lateMs } : chosen;
      slack.faults.add(fault);
      thrown[fault.kind] = (thrown[fault.kind] ?? 0) + 1;
    }
    slack.faults.clear();
  };
  return { thrown, begin: () => void work() };
}

function any(faults: typeof FAULTS): Fault {
  let at = Math.random() * faults.reduce((sum, [share]) => sum + share, 0);
  for (const [share, fault] of faults) {
    at -= share;
    if (at < 0) return fault;
  }
  return { kind: 'drop_reply', method: POST };
}
