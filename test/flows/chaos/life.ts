import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '#outbox/crash-point.ts';
import type { Timing } from '#outbox/timing.ts';
import type { SlackSettings } from '#slack/connect.ts';
import type { Load } from './chaos-feature.ts';

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
  /** At its `nth` passing of a point the process signals itself. */
  readonly end?:
    | { readonly at: CrashPoint; readonly nth: number; readonly how: 'SIGKILL' | 'SIGSTOP' }
    | undefined;
}

export type Order = 'state' | 'empty-queue' | 'drop' | 'stop';

export interface State {
  readonly states: Readonly<Record<string, number>>;
  /** Posts once in doubt that have not been looked for a second time yet. */
  readonly unswept: number;
  readonly doubles: number;
}

/** A running product process. */
export class LivingWorker {
  readonly #child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** Resolves with what it was about to say when it freezes by itself. */
  readonly frozen: Promise<string>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = once(child, 'exit');
    this.frozen = new Promise((frozen) => {
      child.on('message', ({ frozenBefore }: { readonly frozenBefore?: string }) => {
        if (frozenBefore !== undefined) frozen(frozenBefore);
      });
    });
  }

  static async begin(life: Life): Promise<LivingWorker | undefined> {
    const file = fileURLToPath(new URL('./worker-process.ts', import.meta.url));
    const worker = new LivingWorker(
      fork(file, [JSON.stringify(life)], {
        execArgv: [],
        // Written when a process ends well, so by the first one; the others start in half the time.
        env: { ...process.env, NODE_COMPILE_CACHE: CODE_CACHE },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    );
    // One that ends itself early never says that it is ready.
    const isReady = await Promise.race([worker.#answer().then(() => true), worker.ended.then(() => false)]);
    return isReady ? worker : undefined;
  }

  async order<Result>(order: Order): Promise<Result> {
    this.#child.send(order);
    return (await this.#answer()) as Result;
  }

  async stop(): Promise<void> {
    this.#child.send('stop');
    await this.ended;
  }

  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #answer(): Promise<unknown> {
    for (;;) {
      const [message] = (await once(this.#child, 'message')) as [
        { readonly result?: unknown; readonly error?: string; readonly frozenBefore?: string },
      ];
      if (message.error !== undefined) throw new Error(message.error);
      if (message.frozenBefore === undefined) return message.result;
    }
  }
}
