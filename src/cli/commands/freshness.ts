import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { Refusal } from '#lib/errors.ts';
import { readFreshness, setLateAfter, trustData } from '#sync/read-freshness.ts';

/** attain freshness: whether scheduled messages may go out, and what to do when they may not. */
export function freshnessCommand({ terminal, open }: CommandParts): Command {
  const freshness = new Command('freshness').description('whether the data can be announced');
  freshness
    .command('show', { isDefault: true })
    .description('how the data stands')
    .action(async () => {
      const { services } = await open();
      const { freshness: state, dataTime } = await readFreshness(services.store, services.clock.now());
      const read = `Salesforce was read completely up to ${dataTime?.toString() ?? 'no moment yet'}.\n`;
      terminal.out(
        state.kind === 'fresh'
          ? `The data is fresh.\n${read}`
          : `${state.cause}\nScheduled messages wait. To mend it: ${state.remedy}\n${read}`,
      );
    });
  freshness
    .command('trust')
    .description('take the data as it is: what is gone is gone for good')
    .action(async () => {
      const { services, catchUp } = await open();
      await trustData(services.store, services.clock.now());
      await catchUp();
      terminal.out('The data is taken as it is.\n');
    });
  freshness
    .command('late-after <minutes>')
    .description('after how many minutes without a complete reading data is late')
    .action(async (text: string) => {
      const minutes = Number(text);
      if (!Number.isInteger(minutes) || minutes < 5)
        throw new Refusal(`"${text}" is no number of minutes.`, 'Give a whole number, 5 or more.');
      const { services } = await open();
      await setLateAfter(services.store, minutes * 60, { by: 'cli', now: services.clock.now() });
      terminal.out(`Data is late after ${minutes} minutes without a complete reading.\n`);
    });
  return freshness;
}
