import { setImmediate as nextTurn } from 'node:timers/promises';
import { deserialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DatabaseError } from 'pg';
import { GiveUp, must } from '#lib/errors.ts';
import { parameterText } from './values.ts';
import type { Ask, Failure, Outcome, Tell, ThreadData } from './embedded-protocol.ts';
import type { SqlResult } from './sql-client.ts';
import type { Send } from './embedded-turns.ts';

export interface Notification {
  readonly channel: string;
  readonly payload: string;
}

/** PostgreSQL in a thread of its own: statements go in order, the main thread never computes for it. */
export interface EmbeddedEngine {
  readonly send: Send;
  onNotification(listener: (notification: Notification) => void): void;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

function errorOf({ message, fields }: Failure): Error {
  return fields === undefined
    ? new Error(message)
    : Object.assign(new DatabaseError(message, message.length, 'error'), fields);
}

/** Reads pages back one at a time, letting other work in between. */
async function rowsOf(outcome: Outcome): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [...outcome.rows];
  for (const page of outcome.pages) {
    rows.push(...deserialize(page));
    await nextTurn();
  }
  return rows;
}

/**
 * Starts the engine on a folder, or in memory.
 * @throws GiveUp when the folder cannot be opened as a database.
 */
export async function startEngine(data: ThreadData): Promise<EmbeddedEngine> {
  const worker = new Worker(new URL('./embedded-thread.ts', import.meta.url), { workerData: data });
  const pending = new Map<number, Pending>();
  const listeners: ((notification: Notification) => void)[] = [];
  const started = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  let over: Error | undefined;
  let lastId = 0;

  function stop(error: Error): void {
    over ??= error;
    started.reject(over);
    for (const { reject } of pending.values()) reject(over);
    pending.clear();
    stopped.resolve();
  }

  function settle(id: number): Pending {
    const waiting = must(pending.get(id), 'a pending statement');
    pending.delete(id);
    return waiting;
  }

  function hear(message: Tell): void {
    if (message.kind === 'ready') started.resolve();
    else if (message.kind === 'done') settle(message.id).resolve(message.outcome);
    else if (message.kind === 'failed') settle(message.id).reject(errorOf(message.failure));
    else if (message.kind === 'notification') for (const listener of listeners) listener(message);
    else if (message.kind === 'unusable') stop(unusable(data.dataDir, message.message));
    else stop(new Error('the embedded database is closed'));
  }

  function ask(message: Ask): void {
    worker.postMessage(message, []);
  }

  const send: Send = async ({ text, parameters }): Promise<SqlResult> => {
    if (over !== undefined) throw over;
    const id = ++lastId;
    const answer = new Promise<Outcome>((resolve, reject) => pending.set(id, { resolve, reject }));
    ask({ kind: 'run', id, text, parameters: parameters.map(parameterText) });
    const outcome = await answer;
    return { command: outcome.command, rowCount: outcome.rowCount, rows: await rowsOf(outcome) };
  };

  worker.on('message', hear);
  worker.on('error', (error: Error) => stop(error));
  worker.on('exit', (code) => stop(new Error(`the embedded database's thread ended with code ${code}`)));
  await started.promise.catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return {
    send,
    onNotification: (listener) => void listeners.push(listener),
    async close() {
      if (over === undefined) ask({ kind: 'close' });
      await stopped.promise;
      await worker.terminate();
    },
  };
}

function unusable(dataDir: string | undefined, message: string): GiveUp {
  const where = dataDir ?? 'memory';
  return new GiveUp(`The embedded database in ${where} does not open: ${message}`, {
    remedy: 'Restore the folder from a backup, or set DATA_DIR to an empty folder to start afresh.',
  });
}
