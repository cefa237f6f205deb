import type { App } from '#app.ts';
import type { Host } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { type Config, isLoopback } from '#config.ts';
import { moveClock } from '#sides/advance.ts';
import type { Sides } from '#sides/sides.ts';
import { type HolderServer, serveHolder } from '#store/holder.ts';

/** Lets command lines run inside the running product, which holds the data folder. */
export function answerCommands(options: {
  readonly app: App;
  readonly dataDir: string;
  readonly sides: Sides;
  readonly config: Config;
}): Promise<HolderServer> {
  const { app, dataDir, sides, config } = options;
  const { movable } = sides;
  // A real workspace would be told tomorrow's news today.
  const mayMove = movable !== undefined && (config.slack === undefined || isLoopback(config.slack.apiUrl));
  const host: Host = {
    services: app.services,
    reader: app.reader,
    catchUp: app.catchUp,
    clock: mayMove
      ? { moveTo: (target) => moveClock(target, { clock: movable, catchUp: app.catchUp }) }
      : undefined,
    config,
    queue: app.queue,
  };
  return serveHolder(dataDir, ({ argv, cwd }, { write }) =>
    runCommand(
      argv,
      {
        cwd,
        out: (text) => write({ kind: 'stdout', text }),
        err: (text) => write({ kind: 'stderr', text }),
        progress: {
          note: (text) => write({ kind: 'stderr', text: `${text}\n` }),
          report: (label, done, total) => write({ kind: 'progress', label, done, total: total ?? null }),
        },
      },
      () => Promise.resolve(host),
    ),
  );
}
