import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { importHolidays } from '#features/people/import-holidays.ts';
import { readNamedFile, refuseProblems } from './csv-file.ts';

/** attain calendar: holidays from a file, for orgs that keep none in Salesforce. */
export function calendarCommand({ terminal, open }: CommandParts): Command {
  const calendar = new Command('calendar').description('working days and holidays');
  calendar
    .command('import <file>')
    .description(
      'take the holidays of a CSV with the columns day,name,location instead of those imported before',
    )
    .action(async (file: string) => {
      const csv = await readNamedFile(terminal, file);
      const { services } = await open();
      const now = services.clock.now();
      const { days, locations, problems } = await importHolidays(services.store, csv, {
        importedBy: 'cli',
        now,
      });
      refuseProblems(problems);
      terminal.out(
        `${days} holidays of ${locations} locations are in use; earlier imported ones are gone.\n`,
      );
    });
  return calendar;
}
