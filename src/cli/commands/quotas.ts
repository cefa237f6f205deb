import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { textTable } from '#cli/text-table.ts';
import type { CommandParts } from '#cli/program.ts';
import { changeLines } from '#features/quotas/change-lines.ts';
import { importQuotas, type QuotaImport } from '#features/quotas/import.ts';
import { problemText } from '#lib/csv.ts';
import { submitFor, submitRollback } from '#features/quotas/two-persons.ts';
import { previewRollback, readBatches } from '#features/quotas/rollback.ts';
import { amountText, quotasWords, restoredWords, waitsWords } from '#features/quotas/words.ts';
import { Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { chooseDayMode } from '#metrics/quota-adjustments.ts';
import { addPlanCommands } from './quotas-plan.ts';
import { addSpreadCommand } from './quotas-spread.ts';

const SHOWN_PROBLEMS = 50;
const SHOWN_BATCHES = 50;
const BY = 'cli';
const BY_CLI = { by: BY, personId: null };

/** attain quotas: import, list, split, and take changes back. */
export function quotasCommand(parts: CommandParts): Command {
  const quotas = new Command('quotas').description('quotas');
  addImport(quotas, parts);
  addPlanCommands(quotas, parts);
  addSpreadCommand(quotas, parts);
  addBatches(quotas, parts);
  addDays(quotas, parts);
  return quotas;
}

function addImport(quotas: Command, { terminal, open }: CommandParts): void {
  quotas
    .command('import <file>')
    .description('import a CSV with the columns rep_email,period,metric,amount[,weight,effective_on,reason]')
    .option('--dry-run', 'check the file, show what would change and write nothing', false)
    .action(async (file: string, { dryRun }: { readonly dryRun: boolean }) => {
      const csv = await readFile(resolve(terminal.cwd, file)).catch((cause: unknown) => {
        throw new Refusal(`The file ${file} cannot be read.`, 'Check the path.', { cause });
      });
      const { services, catchUp } = await open();
      const now = services.clock.now();
      const submit = submitFor(services, BY_CLI);
      const result = await importQuotas(services.store, csv, { dryRun, by: BY, now, submit });
      if (result.problems.length > 0) throw refusal(result);
      for (const { metric, rows, amount, currency } of result.totals) {
        terminal.out(`${metric}: ${quotasWords(rows)}, ${amountText(amount, currency)} in all\n`);
      }
      if (dryRun) {
        const lines = await changeLines(await metricContext(services.store, now), result.changes);
        terminal.out(lines.map((line) => `  ${line}\n`).join(''));
      }
      if (result.waits) return terminal.out(waitsWords(result.waits));
      const done = dryRun ? 'would change' : 'changed';
      terminal.out(
        `${result.rows} rows for ${result.people} people; ${result.changes.length} ${done}.${backWords(result.batchId)}\n`,
      );
      if (!dryRun) await catchUp();
    });
}

function addBatches(quotas: Command, { terminal, open }: CommandParts): void {
  quotas
    .command('batches')
    .description('the latest changes of quotas, by number')
    .action(async () => {
      const { services } = await open();
      const rows = (await readBatches(services.store, SHOWN_BATCHES)).map((batch) => ({
        change: String(batch.id),
        what: batch.rollsBack === null ? batch.kind : `takes back ${batch.rollsBack}`,
        quotas: String(batch.quotas),
        by: batch.madeBy,
        at: batch.madeAt.toString({ smallestUnit: 'minute' }),
        'taken back by': batch.rolledBackBy === null ? '' : String(batch.rolledBackBy),
        reason: batch.reason ?? '',
      }));
      terminal.out(
        rows.length === 0
          ? 'No quota was changed yet.\n'
          : textTable(['change', 'what', 'quotas', 'by', 'at', 'taken back by', 'reason'], rows),
      );
    });
  quotas
    .command('rollback <change>')
    .description('take a change back as a whole: every quota gets a version that restores what held before')
    .option('--reason <text>', 'why')
    .option('--dry-run', 'show what would be restored and write nothing', false)
    .action(async (change: string, options: { readonly reason?: string; readonly dryRun: boolean }) => {
      const { services, catchUp } = await open();
      const id = Number(change);
      if (!Number.isSafeInteger(id))
        throw new Refusal(`"${change}" is no number of a change.`, 'See: batches.');
      if (options.dryRun) {
        const restored = await previewRollback(services.store, id);
        terminal.out(`As before change ${id} would be: ${quotasWords(restored.length)}.\n`);
        return;
      }
      const now = services.clock.now();
      const done = await submitRollback(services, id, { ...BY_CLI, now, reason: options.reason ?? null });
      if (done.waits) return terminal.out(waitsWords(done.waits));
      terminal.out(`${restoredWords(done.restored)} before change ${id}.${backWords(done.batchId)}\n`);
      await catchUp();
    });
}

function addDays(quotas: Command, { terminal, open }: CommandParts): void {
  quotas
    .command('days')
    .description('spread quotas over working days or calendar days where ramp, leave or a change cuts them')
    .addOption(new Option('--by <days>', 'which days').choices(['working', 'calendar']).makeOptionMandatory())
    .action(async ({ by }: { readonly by: 'working' | 'calendar' }) => {
      const { services } = await open();
      await chooseDayMode(services.store, by, { by: BY, now: services.clock.now() });
      terminal.out(`Quotas are spread over ${by} days.\n`);
    });
}

function backWords(batchId: number | undefined): string {
  return batchId === undefined ? '' : ` Take it back with: attain quotas rollback ${batchId}`;
}

function refusal({ problems, rows }: QuotaImport): Refusal {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `  ${problemText(problem)}`);
  const more = problems.length > SHOWN_PROBLEMS ? [`  and ${problems.length - SHOWN_PROBLEMS} more`] : [];
  return new Refusal(
    [`${problems.length} problems in ${rows} rows; nothing was written.`, ...shown, ...more].join('\n'),
    'Mend the file and import it again.',
  );
}
