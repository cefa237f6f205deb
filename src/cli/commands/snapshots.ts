import { Command, CommanderError } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { toDecimalText } from '#lib/money.ts';
import { metricContext } from '#metrics/context.ts';
import { brokenSeals, readSnapshots } from '#metrics/snapshots.ts';

const SHOWN = 14;
const YEARS_OF_DAYS = 3_660;

/** attain snapshots: how the open deals stood as each day ended, and whether that can still be read. */
export function snapshotsCommand({ terminal, open }: CommandParts): Command {
  const snapshots = new Command('snapshots').description('how the open deals stood as each day ended');
  snapshots
    .command('list', { isDefault: true })
    .description('the latest days, by forecast category')
    .action(async () => {
      const { services } = await open();
      const rows = (await readSnapshots(services.store, SHOWN)).flatMap(({ day, totals }) =>
        totals.map(({ category, currency, deals, amount }) => ({
          day: day.toString(),
          category: category || 'none',
          deals,
          amount: toDecimalText({ minor: BigInt(amount), currency }),
          currency,
        })),
      );
      terminal.out(textTable(['day', 'category', 'deals', 'amount', 'currency'], rows));
    });
  snapshots
    .command('verify')
    .description('read every sealed day again and compare')
    .action(async () => {
      const { services } = await open();
      const context = await metricContext(services.store, services.clock.now());
      const broken = await brokenSeals(context, YEARS_OF_DAYS);
      if (broken.length === 0) return terminal.out('Every sealed day still reads as it did then.\n');
      terminal.err(`These days no longer read as they did then: ${broken.join(', ')}\n`);
      throw new CommanderError(1, 'attain.snapshots', 'a sealed day reads differently');
    });
  return snapshots;
}
