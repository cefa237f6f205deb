import type { Reader } from '#app/reader.ts';
import type { Config } from '#config.ts';
import type { Services } from '#feature.ts';
import type { Progress } from '#lib/progress.ts';
import type { Queue } from '#queue/queue.ts';

/** What a command works with, whether it runs inside the running product or opens the folder by itself. */
export interface Host {
  readonly config: Config;
  readonly services: Services;
  readonly reader: Reader;
  /** Lets the running product do what the command made due; nothing where nothing runs. */
  catchUp(): Promise<void>;
  /** Moves business time; undefined where it is the real one. */
  readonly clock: { moveTo(target: Temporal.Instant): Promise<void> } | undefined;
  /** The queue of the running product. */
  readonly queue: Queue | undefined;
}

/** Where a command reads and writes: a terminal, or the other end of the holder's socket. */
export interface Terminal {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  readonly progress: Progress;
}
