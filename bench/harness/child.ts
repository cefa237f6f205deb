import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Another process of ours, and the first thing it said. */
export interface Child {
  readonly said: unknown;
  stop(): Promise<void>;
}

/** Starts a file of bench/children and waits until it says something by `process.send`. */
export async function startChild(file: string, args: readonly string[] = []): Promise<Child> {
  const child = fork(new URL(`../children/${file}`, import.meta.url), [...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`${file} ended with code ${code} and said nothing`))),
  ]);
  return {
    said: first[0],
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a child to its one word and ends it. */
export async function askChild(file: string, args: readonly string[] = []): Promise<unknown> {
  const child = await startChild(file, args);
  await child.stop();
  return child.said;
}
