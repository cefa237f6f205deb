import { Command, CommanderError } from 'commander';
import { GiveUp, messageOf, Refusal, TryLater } from '#lib/errors.ts';
import { auditCommand } from '#cli/commands/audit.ts';
import { calendarCommand } from '#cli/commands/calendar.ts';
import { clockCommand } from '#cli/commands/clock.ts';
import { creditingCommand } from '#cli/commands/crediting.ts';
import { defineCommand } from '#cli/commands/define.ts';
import { digestCommand } from '#cli/commands/digest.ts';
import { doctorCommand } from '#cli/commands/doctor.ts';
import { figuresCommand } from '#cli/commands/figures.ts';
import { freshnessCommand } from '#cli/commands/freshness.ts';
import { leaderboardCommand } from '#cli/commands/leaderboard.ts';
import { mappingCommand } from '#cli/commands/mapping.ts';
import { peopleCommand } from '#cli/commands/people.ts';
import { periodsCommand } from '#cli/commands/periods.ts';
import { postsCommand } from '#cli/commands/posts.ts';
import { personCommand } from '#cli/commands/privacy.ts';
import { quotasCommand } from '#cli/commands/quotas.ts';
import { secretsCommand } from '#cli/commands/secrets.ts';
import { snapshotsCommand } from '#cli/commands/snapshots.ts';
import { rebuildCommand, syncCommand } from '#cli/commands/sync.ts';
import { uninstallCommand } from '#cli/commands/uninstall.ts';
import { whyCommand } from '#cli/commands/why.ts';
import type { Host, Terminal } from '#cli/host.ts';
import type { Config } from '#config.ts';
import type { Log } from '#lib/log.ts';

/** Opens what a command works with when it needs it: help and a wrong option open nothing. */
export interface OpenHost {
  (): Promise<Host>;
  /** The data folder with nothing opened in it; undefined inside the running product. */
  readonly folder?: Folder;
}

/** Where a command finds the data that nobody works with. */
export interface Folder {
  readonly config: Config;
  readonly dataDir: string;
  readonly log: Log;
}

/** Runs one command line; returns its exit code. Everything that goes wrong is said on the terminal. */
export async function runCommand(
  argv: readonly string[],
  terminal: Terminal,
  open: OpenHost,
): Promise<number> {
  const program = new Command('attain')
    .description('Attain on the command line; runs inside the running product where there is one.')
    .option('--org <dir>', 'the company of an org folder')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  const parts = { terminal, open, folder: open.folder };
  for (const make of [
    syncCommand,
    rebuildCommand,
    figuresCommand,
    whyCommand,
    defineCommand,
    mappingCommand,
    quotasCommand,
    secretsCommand,
    peopleCommand,
    personCommand,
    calendarCommand,
    leaderboardCommand,
    digestCommand,
    postsCommand,
    freshnessCommand,
    periodsCommand,
    creditingCommand,
    snapshotsCommand,
    auditCommand,
    clockCommand,
    doctorCommand,
    uninstallCommand,
  ]) {
    program.addCommand(inherit(make(parts), terminal));
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return explain(error, terminal);
  }
}

export interface CommandParts {
  readonly terminal: Terminal;
  readonly open: OpenHost;
  readonly folder: Folder | undefined;
}

/** A sub-command added by value does not take over its parent's output and exit handling. */
function inherit(command: Command, terminal: Terminal): Command {
  command.exitOverride();
  command.configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  for (const child of command.commands) inherit(child, terminal);
  return command;
}

function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof Refusal) terminal.err(`${[error.message, error.hint].filter(Boolean).join('\n')}\n`);
  else if (error instanceof GiveUp)
    terminal.err(`${[error.message, error.remedy].filter(Boolean).join('\n')}\n`);
  else if (error instanceof TryLater) terminal.err(`${error.message}\nTry again in a moment.\n`);
  else
    terminal.err(
      `Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}\n`,
    );
  return 1;
}
