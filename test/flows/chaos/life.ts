import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '#outbox/crash-point.ts';
import type { Timing } from '#outbox/timing.ts';
import type { SlackSettings } from '#slack/connect.ts';
import type { Load } from './chaos-feature.ts';
import { within } from './within.ts';

const CODE_CACHE = fileURLToPath(new URL('../../../node_modules/.cache/attain/code', import.meta.url));

/** How a process of the product is started, and how it will end or freeze by itself. */
export interface Life {
  /** Without an address the database is embedded, in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly slack: SlackSettings;
  readonly dataDir: string;
  readonly now: string;
  readonly load: Load;
  readonly timing: Timing;
  readonly timeoutMs: number;
  /** A broken product, to show that the test notices. */
  readonly ignoresAttempts?: boolean;
  /** At its `nth` passing of a point the process signals itself. */
  readonly end?:
    | { readonly at: CrashPoint | 'before-write'; readonly nth: number; readonly how: 'SIGKILL' | 'SIGSTOP' }
    | undefined;
}

export type Order = 'state' | 'empty-queue' | 'stop';

export interface State {
  readonly states: Readonly<Record<string, number>>;
  /** Posts once in doubt that have not been looked for a second time yet. */
  readonly unswept: number;
  readonly doubles: number;
}

/** Far more than any of it takes on a busy machine: who waits longer waits for something that will not come. */
const START_MS = 120_000;
const ANSWER_MS = 60_000;

/** What is alive is ended with us, a frozen one too: it would not notice by itself. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

interface Reply {
  readonly result?: unknown;
  readonly error?: string;
  readonly frozenBefore?: string;
}

/** A running product process. */
export class LivingWorker {
  readonly #child: ChildProcess;
  readonly #waiting: PromiseWithResolvers<unknown>[] = [];
  readonly #frozen = Promise.withResolvers<string>();
  readonly #ended = Promise.withResolvers<undefined>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    alive.add(child);
    child.on('message', (reply: Reply) => this.#take(reply));
    // Told to one that is dead: that it ended is known from its end.
    child.on('error', () => undefined);
    child.once('exit', (code, signal) => {
      alive.delete(child);
      this.#ended.resolve(undefined);
      for (const { reject } of this.#waiting) reject(new Error(`the worker ended with ${signal ?? code}`));
    });
  }

  /** Undefined for one that killed itself before it could say that it is ready; rejects for one that fails. */
  static async begin(life: Life): Promise<LivingWorker | undefined> {
    const file = fileURLToPath(new URL('./worker-process.ts', import.meta.url));
    const child = fork(file, [JSON.stringify(life)], {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: CODE_CACHE },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const worker = new LivingWorker(child);
    try {
      await within(worker.#answer(), { ms: START_MS, what: 'a worker to be ready' });
      return worker;
    } catch (error) {
      if (child.signalCode === 'SIGKILL') return undefined;
      await worker.kill();
      throw error;
    }
  }

  /** Resolves when the process is gone. */
  get ended(): Promise<undefined> {
    return this.#ended.promise;
  }

  /** Resolves with what it was about to say when it freezes by itself. */
  get frozen(): Promise<string> {
    return this.#frozen.promise;
  }

  async order<Result>(order: Order): Promise<Result> {
    if (!this.isAlive) throw new Error(`nobody is there to be told ${order}`);
    const answer = this.#answer();
    this.#child.send(order);
    return (await within(answer, { ms: ANSWER_MS, what: `an answer to ${order}` })) as Result;
  }

  /** Lets it end well. */
  async stop(): Promise<void> {
    this.#child.send('stop');
    await within(this.ended, { ms: ANSWER_MS, what: 'a worker to stop' });
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await within(this.ended, { ms: ANSWER_MS, what: 'the end of a killed worker' });
  }

  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Answers come in the order of the questions. */
  #answer(): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.push(answer);
    return answer.promise;
  }

  #take({ result, error, frozenBefore }: Reply): void {
    if (frozenBefore !== undefined) return this.#frozen.resolve(frozenBefore);
    const waiting = this.#waiting.shift();
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}
