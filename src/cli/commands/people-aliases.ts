import type { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import {
  addAlias,
  addDomainRule,
  type KeptRule,
  readMailRules,
  removeMailRule,
} from '#features/people/mail-rules.ts';
import { readNames } from '#features/people/store.ts';

const BY = 'cli';

/** attain people alias: which addresses in Slack mean whom in Salesforce. They propose; nothing is linked by them. */
export function addAliasCommands(people: Command, { terminal, open }: CommandParts): void {
  const alias = people.command('alias').description('addresses in Slack that mean somebody in Salesforce');
  const by = (now: Temporal.Instant) => ({ by: BY, now });
  alias
    .command('add <email> <address>')
    .description('ADDRESS in Slack is that of whoever has EMAIL in Salesforce')
    .action(async (email: string, address: string) => {
      const { store, clock } = (await open()).services;
      const { name } = await addAlias(store, { email, address }, by(clock.now()));
      terminal.out(`${address} is an address of ${name}.\n`);
    });
  alias
    .command('domain <given> <means>')
    .description('addresses @GIVEN in Slack mean those @MEANS in Salesforce, as after a renaming')
    .action(async (given: string, means: string) => {
      const { store, clock } = (await open()).services;
      await addDomainRule(store, { kind: 'domain', given, means }, by(clock.now()));
      terminal.out(`Addresses @${given} mean those @${means}.\n`);
    });
  alias
    .command('plus <domain>')
    .description('in addresses @DOMAIN what follows a + means nothing')
    .action(async (domain: string) => {
      const { store, clock } = (await open()).services;
      await addDomainRule(store, { kind: 'plus', given: domain }, by(clock.now()));
      terminal.out(`name+anything@${domain} means name@${domain}.\n`);
    });
  alias
    .command('remove <number>')
    .description('take one away; links that were confirmed stay')
    .action(async (number: string) => {
      const { store, clock } = (await open()).services;
      await removeMailRule(store, Number(number) || 0, by(clock.now()));
      terminal.out('It is taken away.\n');
    });
  alias
    .command('list')
    .description('all of them, with their numbers')
    .action(async () => {
      const { store } = (await open()).services;
      const rules = await readMailRules(store);
      const names = await readNames(
        store,
        rules.flatMap(({ personId }) => (personId === null ? [] : [personId])),
      );
      const rows = rules.map((rule) => ({
        number: `${rule.id}`,
        says: ruleWords(rule, names.get(rule.personId ?? '')?.name ?? ''),
      }));
      terminal.out(rows.length === 0 ? 'There is none.\n' : textTable(['number', 'says'], rows));
    });
}

function ruleWords({ kind, given, means }: KeptRule, name: string): string {
  switch (kind) {
    case 'alias':
      return `${given} is an address of ${name}`;
    case 'domain':
      return `@${given} means @${means}`;
    case 'plus':
      return `what follows a + in @${given} means nothing`;
  }
}
