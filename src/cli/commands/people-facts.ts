import type { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { checkPeople } from '#features/people/check-people.ts';
import { readDirectory } from '#features/people/directory.ts';
import { readFactLines } from '#features/people/fact-lines.ts';
import { importCorrections } from '#features/people/import-corrections.ts';
import { reachWords } from '#features/people/reach-words.ts';
import { Refusal } from '#lib/errors.ts';
import { companyDay } from '#store/company.ts';
import { readNamedFile, refuseProblems } from './csv-file.ts';

/** attain people correct, facts and check: what is known about people with dates. */
export function addFactCommands(people: Command, { terminal, open }: CommandParts): void {
  people
    .command('correct <file>')
    .description(
      'correct facts about people from a CSV with the columns email,kind,value,from,to,reason (to is the last day)',
    )
    .option('--dry-run', 'check the file, say how far it reaches, and keep nothing', false)
    .action(async (file: string, { dryRun }: { readonly dryRun: boolean }) => {
      const csv = await readNamedFile(terminal, file);
      const { services, catchUp } = await open();
      const options = { dryRun, madeBy: 'cli', now: services.clock.now() };
      const result = await importCorrections(services.store, csv, options);
      refuseProblems(result.problems);
      if (!dryRun) await catchUp();
      const done = dryRun ? 'Checked, nothing kept' : 'Kept';
      terminal.out(`${done}: ${result.rows} corrections. ${reachWords(result)}\n`);
    });
  people
    .command('facts <email>')
    .description('what is known about a person and when it held')
    .option('--on <day>', 'only what held on a day, such as 2026-05-15')
    .action(async (email: string, { on }: { readonly on?: string }) => {
      if (on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(on))
        throw new Refusal(`"${on}" is no day.`, 'Write it as 2026-05-15.');
      const { services } = await open();
      const { people: known } = await readDirectory(services.store);
      const [personId, ...others] = known.get(email.trim().toLowerCase()) ?? [];
      if (personId === undefined || others.length > 0)
        throw new Refusal(
          `${others.length + (personId ? 1 : 0)} people have the e-mail ${email}.`,
          'Check it.',
        );
      const lines = await readFactLines(services.store, { personId, on });
      terminal.out(textTable(['kind', 'value', 'from', 'to'], lines));
    });
  people
    .command('check')
    .description('circles of managers and people whose manager has left')
    .action(async () => {
      const { services } = await open();
      const { store, clock } = services;
      const found = await checkPeople(store, await companyDay(store, clock.now()));
      terminal.out(found.length === 0 ? 'Everyone has a manager or needs none.\n' : `${found.join('\n')}\n`);
    });
}
