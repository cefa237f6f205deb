import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BoardSpec } from '#features/leaderboard/board.ts';

export interface WorkerStart {
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly installer: string;
  readonly board: BoardSpec;
}

export type WorkerOrder =
  | { readonly kind: 'begin' | 'endLeases' | 'posts' | 'stop' }
  | { readonly kind: 'catchUp'; readonly now: string; readonly crashAt?: string }
  | { readonly kind: 'figure'; readonly metric: string; readonly period: string };

export interface PostState {
  readonly key: string;
  readonly state: string;
}

/** A product process and the orders it obeys. */
export class Worker {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(start: WorkerStart): Promise<Worker> {
    const file = fileURLToPath(new URL('./worker-process.ts', import.meta.url));
    const child = fork(file, [JSON.stringify(start)], { execArgv: [] });
    const worker = new Worker(child);
    await worker.#answer();
    return worker;
  }

  /** Gives an order and waits until it is carried out. */
  async order<Result>(order: WorkerOrder): Promise<Result> {
    this.#child.send(order);
    return (await this.#answer()) as Result;
  }

  /** Gives an order that the process does not survive. */
  async orderToDie(order: WorkerOrder): Promise<NodeJS.Signals | null> {
    const exit = once(this.#child, 'exit');
    this.#child.send(order);
    const [, signal] = (await exit) as [number | null, NodeJS.Signals | null];
    return signal;
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.send({ kind: 'stop' });
    await exit;
  }

  /** Ends the process whatever state it is in. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #answer(): Promise<unknown> {
    const exited = once(this.#child, 'exit').then(([code, signal]) => {
      throw new Error(`the worker ended (${String(code ?? signal)})`);
    });
    const [message] = (await Promise.race([once(this.#child, 'message'), exited])) as [
      { readonly result?: unknown; readonly error?: string },
    ];
    if (message.error !== undefined) throw new Error(message.error);
    return message.result;
  }
}
