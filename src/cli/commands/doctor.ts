import { Command, CommanderError } from 'commander';
import { type Check, checkText, examine } from '#cli/doctor/check.ts';
import { dataChecks } from '#cli/doctor/data.ts';
import { engineChecks } from '#cli/doctor/engines.ts';
import { salesforceChecks } from '#cli/doctor/salesforce.ts';
import { secretChecks } from '#cli/doctor/secrets.ts';
import { settingChecks } from '#cli/doctor/settings.ts';
import { slackChecks } from '#cli/doctor/slack.ts';
import type { CommandParts } from '#cli/program.ts';
import { readEnvironment } from '#config.ts';

/** attain doctor: what is right, what is missing, and how to mend it. Exit code 1 when something is wrong. */
export function doctorCommand({ terminal, open }: CommandParts): Command {
  return new Command('doctor')
    .description('what is right, what is missing and how to mend it')
    .action(async () => {
      const host = await open();
      const { config, services, reader, queue } = host;
      const environment = readEnvironment();
      const groups = [
        settingChecks(config, (name) => Boolean(environment[name]?.trim())),
        await examine('Slack', () => slackChecks(config, services)),
        await examine('Salesforce', () => salesforceChecks(reader, services)),
        await examine('Data', () => dataChecks(services)),
        await examine('Secrets', () => secretChecks(services.store)),
        await examine('Store', () => engineChecks(config, { services, queue })),
      ];
      const checks: readonly Check[] = groups.flat();
      for (const check of checks) terminal.out(checkText(check));
      const wrong = checks.filter((check) => check.state === 'wrong').length;
      terminal.out(wrong === 0 ? '\nNothing is wrong.\n' : `\n${wrong} to mend.\n`);
      if (wrong > 0) throw new CommanderError(1, 'attain.doctor', 'something is wrong');
    });
}
