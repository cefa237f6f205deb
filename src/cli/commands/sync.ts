import { Command } from 'commander';
import { bringFiguresUpToDate } from '#app/figures-work.ts';
import type { CommandParts } from '#cli/program.ts';
import { rebuildCells } from '#ledger/rebuild.ts';

/** attain sync: reads what changed in Salesforce and brings the figures up to date. */
export function syncCommand({ terminal, open }: CommandParts): Command {
  return new Command('sync').description('read what changed in Salesforce').action(async () => {
    const { reader, services, catchUp } = await open();
    const summary = await reader.pull(terminal.progress);
    await bringFiguresUpToDate(services, terminal.progress);
    await catchUp();
    for (const [object, { read, changed, deleted }] of Object.entries(summary)) {
      terminal.out(`${object.padEnd(28)} ${read} read, ${changed} changed, ${deleted} deleted\n`);
    }
  });
}

/** attain rebuild: remakes every day cell from the entries, which are never rebuilt. */
export function rebuildCommand({ terminal, open }: CommandParts): Command {
  return new Command('rebuild')
    .description('remake the day cells from the credit entries')
    .action(async () => {
      const { services, catchUp } = await open();
      await bringFiguresUpToDate(services, terminal.progress);
      await rebuildCells(services.store, (done, total) => terminal.progress.report('Months', done, total));
      await catchUp();
      terminal.out('Rebuilt.\n');
    });
}
