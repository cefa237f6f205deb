import { enableCompileCache } from 'node:module';
import { terminalProgress } from '#cli/terminal-progress.ts';
import { parseConfig, readEnvironment } from '#config.ts';
import { GiveUp, messageOf } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { currentDataDir } from '#sides/data-dir.ts';
import { askHolder } from '#store/holder.ts';

const argv = process.argv.slice(2);

/** The org folder is needed before the commands are parsed: it decides which data folder is meant. */
function orgFolderIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--org' || word.startsWith('--org='));
  return at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
}

async function main(): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const config = parseConfig(readEnvironment());
  const named = orgFolderIn(argv);
  const dataDir = currentDataDir(config, named);
  const progress = terminalProgress(process.stderr);
  const out = (text: string) => void process.stdout.write(text);
  const err = (text: string) => void process.stderr.write(text);
  const answer = await askHolder(dataDir, { argv, cwd: process.cwd() }, (output) => {
    if (output.kind === 'progress')
      return progress.report(output.label, output.done, output.total ?? undefined);
    progress.end();
    return output.kind === 'stdout'
      ? out(output.text)
      : output.kind === 'stderr'
        ? err(output.text)
        : undefined;
  });
  progress.end();
  if (answer !== undefined) return answer;
  enableCompileCache();
  // Loaded only now: where another process holds the folder, that one answers, and nothing of this is needed.
  const [{ openFolder }, { runCommand }] = await Promise.all([
    import('#cli/open-folder.ts'),
    import('#cli/program.ts'),
  ]);
  const log = createLog(config.logLevel, process.stderr.isTTY);
  const terminal = {
    cwd: process.cwd(),
    out: (text: string) => {
      progress.end();
      out(text);
    },
    err,
    progress,
  };
  // Awaited here: the stack must not be unwound while the command runs.
  const open = () => openFolder({ config, dataDir, named, log, stack });
  return await runCommand(argv, terminal, Object.assign(open, { folder: { config, dataDir, log } }));
}

try {
  process.exitCode = await main();
} catch (error) {
  const remedy = error instanceof GiveUp && error.remedy ? `\n${error.remedy}` : '';
  process.stderr.write(`${messageOf(error)}${remedy}\n`);
  process.exitCode = 1;
}
