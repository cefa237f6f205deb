import { Command } from 'commander';
import { begunUninstalling } from '#app/uninstall-files.ts';
import type { CommandParts, Folder } from '#cli/program.ts';
import { uninstallHere } from '#cli/uninstall-here.ts';
import { Refusal } from '#lib/errors.ts';
import { knownInstallations } from '#cli/known-installations.ts';

/** attain uninstall: removes everything kept of a workspace, and proves it. */
export function uninstallCommand({ terminal, folder }: CommandParts): Command {
  return new Command('uninstall')
    .description('withdraw the Slack token and remove everything that is kept: data, queue, files')
    .option('--workspace <id>', 'which one, where the database holds several')
    .option('--yes', 'it cannot be undone', false)
    .action(async ({ workspace, yes }: { readonly workspace?: string; readonly yes: boolean }) => {
      if (folder === undefined)
        throw new Refusal(
          'Attain is running.',
          'Stop it, then say it again: npm run attain -- uninstall --yes',
        );
      const installation = workspace ?? (await theOne(folder));
      if (!yes)
        throw new Refusal(
          `Everything kept for the workspace ${installation} would be removed for good: figures, quotas, links, settings, the audit log.`,
          'Make a backup if you may want it back, stop every process of Attain, then say --yes.',
        );
      await uninstallHere({ ...folder, installation }, (text) => terminal.out(text));
    });
}

/** What is being removed already, else the one that is there. */
async function theOne(folder: Folder): Promise<string> {
  const begun = begunUninstalling(folder.dataDir);
  if (begun !== undefined) return begun.installation;
  const known = await knownInstallations(folder);
  const [one, ...others] = known;
  if (one === undefined) throw new Refusal('There is nothing to remove: no workspace has data here.');
  if (others.length === 0) return one;
  throw new Refusal(
    `There are ${known.length} workspaces: ${known.join(', ')}.`,
    'Name one of them with --workspace.',
  );
}
