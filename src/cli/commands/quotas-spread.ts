import { type Command, Option } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { previewChanges, whenOf } from '#features/quotas/change.ts';
import { changeLines } from '#features/quotas/change-lines.ts';
import { readKnown } from '#features/quotas/import.ts';
import { SHARES, type SharedBy, spreadOverPeople } from '#features/quotas/spread.ts';
import { submitFor } from '#features/quotas/two-persons.ts';
import { quotasWords, streetWords, waitsWords } from '#features/quotas/words.ts';
import { Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';

interface SpreadOptions {
  readonly metric: string;
  readonly period: string;
  readonly by: SharedBy;
  readonly over: string;
  readonly dryRun: boolean;
}

/** attain quotas spread: the company's plan, handed to people. */
export function addSpreadCommand(quotas: Command, { terminal, open }: CommandParts): void {
  quotas
    .command('spread')
    .description('hand the company plan to the people who have quotas, as one change')
    .option('--metric <id>', 'of which metric', 'bookings')
    .requiredOption('--period <period>', 'the year or quarter the plan is for')
    .addOption(new Option('--by <shares>', 'divided by').choices(Object.keys(SHARES)).default('quota'))
    .option('--over <percent>', 'what people are asked for in all, in percent of the plan', '100')
    .option('--dry-run', 'show what would change and write nothing', false)
    .action(async ({ metric, period, by, over, dryRun }: SpreadOptions) => {
      const { services, catchUp } = await open();
      const { store, clock } = services;
      const context = await metricContext(store, clock.now());
      const whole = (await readKnown(context)).parsePeriod(period);
      if (!whole) throw new Refusal(`"${period}" is no period.`, 'Name a year or a quarter, such as 2027.');
      const spread = await spreadOverPeople(context, { metric, whole, by, over });
      if (dryRun) {
        const changes = await previewChanges(store, spread.wishes, whenOf(context));
        const lines = (await changeLines(context, changes)).map((line) => `  ${line}\n`).join('');
        return terminal.out(`${lines}${quotasWords(changes.length)} would change. ${streetWords(spread)}\n`);
      }
      const submit = submitFor(services, { by: 'cli', personId: null });
      const decision = { ...whenOf(context), now: context.now, kind: 'split', source: 'plan' } as const;
      const { changes, waits } = await submit(store, spread.wishes, { ...decision, reason: null });
      if (waits) return terminal.out(waitsWords(waits));
      terminal.out(`${quotasWords(changes.length)} changed. ${streetWords(spread)}\n`);
      await catchUp();
    });
}
