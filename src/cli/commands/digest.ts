import { Command, Option } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { ABOUTS, type About } from '#features/digest/about.ts';
import { digestsFor } from '#features/digest/on-paper.ts';
import { plainTextOf } from '#features/digest/plain-text.ts';

interface Options {
  readonly of: string;
  readonly about?: About['about'];
  readonly text: boolean;
}

/** attain digest: the weekly digest of a person, as they would read it; with --text fit to be mailed. */
export function digestCommand({ terminal, open }: CommandParts): Command {
  return new Command('digest')
    .description('the weekly digest of a person as it stands now, by their rights')
    .requiredOption('--of <email>', 'whose')
    .addOption(new Option('--about <what>', 'their team, their own week, the company').choices(ABOUTS))
    .option('--text', 'plain text for an e-mail; else as Slack would get it', false)
    .action(async ({ of: email, about, text }: Options) => {
      const { services } = await open();
      for (const message of await digestsFor(services, { email, about }))
        terminal.out(text ? plainTextOf(message) : `${message.text}\n`);
    });
}
