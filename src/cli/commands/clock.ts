import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { GiveUp, Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { readStep, stepEnd } from '#sides/advance.ts';

/** attain clock: looks at business time, and moves it where it may be moved. */
export function clockCommand({ terminal, open }: CommandParts): Command {
  const clock = new Command('clock').description(
    'business time (moved only in a sandbox or between stand-ins)',
  );
  clock
    .command('show')
    .description('what time the product believes it is')
    .action(async () => {
      const { services } = await open();
      terminal.out(`${services.clock.now().toString({ smallestUnit: 'second' })}\n`);
    });
  clock
    .command('advance <step>')
    .description('move it forward: 3d, 12h, 2w, monday')
    .action(async (text: string) => {
      const step = readStep(text);
      if (step === undefined)
        throw new Refusal(`"${text}" is no step of time.`, 'Write 3d, 12h, 45m, 2w or monday.');
      const host = await open();
      if (host.clock === undefined) {
        throw new GiveUp('Business time cannot be moved here.', {
          remedy:
            'Only a running sandbox, or one whose Slack and Salesforce are both on loopback, has a clock to move.',
        });
      }
      const { calendar, now } = await metricContext(host.services.store, host.services.clock.now());
      await host.clock.moveTo(stepEnd(now, step, calendar.zone));
      terminal.out(`It is now ${host.services.clock.now().toString({ smallestUnit: 'second' })}.\n`);
    });
  return clock;
}
