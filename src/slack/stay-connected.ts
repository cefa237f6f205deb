import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { startError } from './connect.ts';
import { sortFailure } from './failure.ts';

type Socket = SocketModeReceiver['client'];

const HELLO_MS = 15_000;
const CLOSE_MS = 3_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * Keeps one Socket Mode connection open. Slack recycles connections all the time, and the client's own reconnection
 * waits five seconds, gives up for good on some faults and ends the process on others; this one opens the next
 * connection at once and never stops trying until told to.
 */
export function stayConnected(socket: Socket, log: Log): { start(): Promise<void>; stop(): Promise<void> } {
  const stopping = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  return {
    async start() {
      await open(socket);
      ended = keepOpen(socket, { log, signal: stopping.signal });
    },
    async stop() {
      stopping.abort();
      await Promise.race([socket.disconnect(), pause(CLOSE_MS, undefined, { ref: false })]);
      await ended;
    },
  };
}

/** Waits for the end of a connection and opens the next, until `signal` says to stop. */
async function keepOpen(socket: Socket, { log, signal }: { log: Log; signal: AbortSignal }): Promise<void> {
  while (!signal.aborted) {
    await ending(socket, signal);
    for (let wait = 0; !signal.aborted; wait = Math.min(Math.max(wait * 2, FIRST_WAIT_MS), LONGEST_WAIT_MS)) {
      await pause(wait, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const problem = await open(socket).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problem === undefined) break;
      log.warn({ err: problem }, 'the connection to Slack is down, trying again');
    }
  }
}

async function open(socket: Socket): Promise<void> {
  const timer = new AbortController();
  const late = pause(HELLO_MS, 'late' as const, { signal: timer.signal });
  try {
    const first = await Promise.race([socket.start(), late]);
    if (first !== 'late') return;
  } catch (error) {
    throw openError(error);
  } finally {
    timer.abort();
  }
  void socket.disconnect();
  throw new TryLater('Slack did not greet us on the new connection');
}

function openError(error: unknown): Error {
  if (error === undefined) return new TryLater('Slack closed the new connection');
  return startError(sortFailure(error), { setting: 'SLACK_APP_TOKEN', cause: error });
}

/** Resolves when the connection has ended or `signal` fires. */
function ending(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.removeListener('disconnected', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    socket.once('disconnected', done);
    signal.addEventListener('abort', done);
  });
}
