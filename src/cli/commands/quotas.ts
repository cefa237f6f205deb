import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { importQuotas, type QuotaImport } from '#features/quotas/import.ts';
import { problemText } from '#features/quotas/problem.ts';
import { Refusal } from '#lib/errors.ts';
import { toDecimalText } from '#lib/money.ts';

const SHOWN_PROBLEMS = 50;

/** attain quotas import: all rows of a file or none. */
export function quotasCommand({ terminal, open }: CommandParts): Command {
  const quotas = new Command('quotas').description('quotas');
  quotas
    .command('import <file>')
    .description('import a CSV with the columns rep_email,period,metric,amount')
    .option('--dry-run', 'check the file and write nothing', false)
    .action(async (file: string, { dryRun }: { readonly dryRun: boolean }) => {
      const csv = await readFile(resolve(terminal.cwd, file)).catch((cause: unknown) => {
        throw new Refusal(`The file ${file} cannot be read.`, 'Check the path.', { cause });
      });
      const { services, catchUp } = await open();
      const result = await importQuotas(services.store, csv, { dryRun, now: services.clock.now() });
      if (result.problems.length > 0) throw refusal(result);
      for (const { metric, rows, amount, currency } of result.totals) {
        const total =
          currency === '' ? String(amount) : `${toDecimalText({ minor: amount, currency })} ${currency}`;
        terminal.out(`${metric}: ${rows} quotas, ${total} in all\n`);
      }
      const done = dryRun ? 'would change' : 'changed';
      terminal.out(`${result.rows} rows for ${result.people} people; ${result.changed} ${done}.\n`);
      if (!dryRun) await catchUp();
    });
  return quotas;
}

function refusal({ problems, rows }: QuotaImport): Refusal {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `  ${problemText(problem)}`);
  const more = problems.length > SHOWN_PROBLEMS ? [`  and ${problems.length - SHOWN_PROBLEMS} more`] : [];
  return new Refusal(
    [`${problems.length} problems in ${rows} rows; nothing was written.`, ...shown, ...more].join('\n'),
    'Mend the file and import it again.',
  );
}
