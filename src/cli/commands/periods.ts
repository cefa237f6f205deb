import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { changePeriod, periodNamed, previewChange } from '#features/periods/change.ts';
import { CLOSING_TYPES, endedPeriods, MEANINGS, stateWords } from '#features/periods/policy.ts';
import { saveSoftClose } from '#features/periods/schedule.ts';
import { readStates } from '#features/periods/states.ts';
import { dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { metricContext } from '#metrics/context.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import type { PeriodState } from '#model/period-locks.ts';

const STEPS: Readonly<Record<string, { readonly to: PeriodState; readonly says: string }>> = {
  close: { to: 'soft', says: 'mark a period that ended as closing' },
  lock: { to: 'locked', says: 'keep what was reported for a period as reported' },
  reopen: { to: 'open', says: 'let the figures of a period follow Salesforce again' },
};

/** attain periods: which periods are closed, and closing, locking or reopening one. */
export function periodsCommand(parts: CommandParts): Command {
  const periods = new Command('periods').description('closing, locking and reopening periods');
  periods.addCommand(listCommand(parts), { isDefault: true });
  for (const [name, { to, says }] of Object.entries(STEPS))
    periods.addCommand(stepCommand(name, { to, says, parts }));
  periods.addCommand(scheduleCommand(parts));
  return periods;
}

function listCommand({ terminal, open }: CommandParts): Command {
  return new Command('list')
    .description('the periods that ended last, and how they stand')
    .action(async () => {
      const { services } = await open();
      const { calendar } = await metricContext(services.store, services.clock.now());
      const states = await readStates(services.store);
      const ended = endedPeriods(calendar, dayIn(calendar.zone, services.clock.now()));
      const rows = ended.map((period) => {
        const standing = states.standingOf(period);
        return {
          period: period.id,
          state: stateWords(states.stateOf(period)),
          since: standing?.changedAt.toString() ?? '',
          by: standing?.changedBy ?? '',
          reason: standing?.reason ?? '',
        };
      });
      terminal.out(textTable(['period', 'state', 'since', 'by', 'reason'], rows));
    });
}

interface Step {
  readonly to: PeriodState;
  readonly says: string;
  readonly parts: CommandParts;
}

function stepCommand(name: string, { to, says, parts }: Step): Command {
  const { terminal, open } = parts;
  return new Command(name)
    .description(says)
    .argument('<period>', 'such as 2026-Q3 or 2026-10')
    .requiredOption('--reason <text>', 'why, for whoever asks later')
    .option('--dry-run', 'tell what would happen and change nothing', false)
    .action(
      async (text: string, { reason, dryRun }: { readonly reason: string; readonly dryRun: boolean }) => {
        const { services, catchUp } = await open();
        const now = services.clock.now();
        const context = await metricContext(services.store, now);
        const period = periodNamed(context, text);
        const { from, frozen } = await previewChange(context, { period, to });
        terminal.out(`${period.id} is ${stateWords(from)}. ${MEANINGS[to]}\n`);
        for (const figure of frozen)
          terminal.out(`  ${metricNamed(figure.metric).name}: ${formatFigure(figure)}\n`);
        if (dryRun) return terminal.out('Nothing was changed.\n');
        await changePeriod(services, { period, to, reason, by: 'cli', now });
        await catchUp();
        terminal.out(`${period.id} is ${stateWords(to)} now.\n`);
      },
    );
}

function scheduleCommand({ terminal, open }: CommandParts): Command {
  return new Command('schedule')
    .description('close periods softly by themselves, some working days after their end, or never')
    .argument('<kind>', `${CLOSING_TYPES.join(', ')} or off`)
    .option('--after <days>', 'whole working days after the end', '5')
    .action(async (kind: string, { after }: { readonly after: string }) => {
      const { services } = await open();
      const by = { by: 'cli', now: services.clock.now() };
      const type = CLOSING_TYPES.find((it) => it === kind);
      const days = Number(after);
      if (kind !== 'off' && (type === undefined || !Number.isInteger(days) || days < 0 || days > 60))
        throw new Refusal(
          `I cannot read "${kind}" after ${after} working days.`,
          `Try: periods schedule month --after 5, or periods schedule off. Kinds: ${CLOSING_TYPES.join(', ')}.`,
        );
      await saveSoftClose(services.store, type && { type, afterWorkingDays: days }, by);
      terminal.out(
        type
          ? `Each ${type} closes softly ${days} working days after its end.\n`
          : 'Nothing closes by itself.\n',
      );
    });
}
