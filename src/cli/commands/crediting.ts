import { Command, Option } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { dayOption } from '#cli/day-option.ts';
import { textTable } from '#cli/text-table.ts';
import { readCreditingRules, setCreditingRule } from '#ledger/crediting-rules.ts';
import { readRateChoices, setRateChoices, type RateChoices } from '#ledger/rate-choices.ts';
import { transferCredit } from '#ledger/transfers.ts';
import { Refusal } from '#lib/errors.ts';
import { RULE_KINDS, ruleSpans, type RuleKind } from '#model/crediting.ts';
import { RATE_CHOICES } from '#model/rates.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';

/** attain crediting: by which rules deals count for people, and moving what a closed deal counts for. */
export function creditingCommand(parts: CommandParts): Command {
  const crediting = new Command('crediting').description('by which rules won deals count for people');
  crediting.addCommand(listCommand(parts), { isDefault: true });
  crediting.addCommand(setCommand(parts));
  crediting.addCommand(ratesCommand(parts));
  crediting.addCommand(transferCommand(parts));
  return crediting;
}

function listCommand({ terminal, open }: CommandParts): Command {
  return new Command('list').description('which rule decides for which close dates').action(async () => {
    const { store } = (await open()).services;
    const rows = ruleSpans(await readCreditingRules(store)).map((span) => ({
      rule: span.label,
      kind: span.kind,
      of: Object.entries(span.config)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      from: span.from === '0001-01-01' ? 'always' : span.from,
      until: span.to === 'infinity' ? '' : span.to,
    }));
    terminal.out(textTable(['rule', 'kind', 'of', 'from', 'until'], rows));
    const { bookings, overlay } = await readRateChoices(store);
    terminal.out(`Rates: bookings by ${rateWords(bookings)}, overlay by ${rateWords(overlay)}.\n`);
  });
}

interface SetOptions {
  readonly kind: RuleKind;
  readonly role?: string;
  readonly percentage?: string;
  readonly type?: string;
  readonly from: string;
  readonly until?: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly dryRun: boolean;
}

function setCommand({ terminal, open }: CommandParts): Command {
  return approved(new Command('set'))
    .description('a new version of a rule, for deals that close from a day on')
    .argument('<rule>', 'a name of your own, or revenue_split or overlay_split')
    .addOption(new Option('--kind <kind>').choices(RULE_KINDS.slice(1)).makeOptionMandatory())
    .option('--role <role>', 'of a team role: the role, as Salesforce has it')
    .option('--percentage <percent>', 'of a team role: the part of the deal it is credited with (100)')
    .option('--type <name>', 'of a custom split: the developer name of its type')
    .requiredOption('--from <day>', 'the first close date it decides about')
    .option('--until <day>', 'the first close date it no longer decides about; its first day switches it off')
    .option('--dry-run', 'tell how many deals it touches and change nothing', false)
    .action(async (id: string, { kind, from, until, approvedBy, reason, dryRun, ...rest }: SetOptions) => {
      const { services, catchUp } = await open();
      const config = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const rule = { id, kind, config, from: dayText(from), to: until === undefined ? null : dayText(until) };
      const now = services.clock.now();
      const change = { rule, approvedBy, reason, now, dryRun };
      const { version, deals } = await setCreditingRule(services.store, change);
      const touched = deals === 1 ? '1 deal' : `${deals} deals`;
      if (dryRun) return terminal.out(`${id}@${version} would look at ${touched}. Nothing was changed.\n`);
      await catchUp();
      terminal.out(`${id}@${version} is set; ${touched} are credited anew.\n`);
    });
}

function ratesCommand({ terminal, open }: CommandParts): Command {
  const choice = (flag: string) => new Option(flag).choices(RATE_CHOICES);
  return new Command('rates')
    .description('by which rate amounts in other currencies are converted')
    .addOption(choice('--bookings <rate>'))
    .addOption(choice('--overlay <rate>'))
    .action(async (chosen: Partial<RateChoices>) => {
      const { services, catchUp } = await open();
      const choices = { ...(await readRateChoices(services.store)), ...chosen };
      await setRateChoices(services.store, { choices, changedBy: 'cli', now: services.clock.now() });
      await catchUp();
      terminal.out(
        `Bookings by ${rateWords(choices.bookings)}, overlay by ${rateWords(choices.overlay)}; deals in other currencies are credited anew.\n`,
      );
    });
}

interface TransferOptions {
  readonly from: string;
  readonly to: string;
  readonly on?: string;
  readonly approvedBy: string;
  readonly reason: string;
}

function transferCommand({ terminal, open }: CommandParts): Command {
  return approved(new Command('transfer'))
    .description('move what a closed deal counts for from one person to another')
    .argument('<deal>', 'Salesforce id of the deal')
    .requiredOption('--from <email>', 'who is credited now')
    .requiredOption('--to <email>', 'who is to be credited')
    .option('--on <day>', 'the day from which it is agreed; today when left out')
    .action(async (dealId: string, { from, to, on, approvedBy, reason }: TransferOptions) => {
      const { services, catchUp } = await open();
      const now = services.clock.now();
      await transferCredit(services.store, {
        dealId,
        from: await personWith(services.store, from),
        to: await personWith(services.store, to),
        effectiveOn: (dayOption(on) ?? (await companyDay(services.store, now))).toString(),
        approvedBy,
        reason,
        now,
      });
      await catchUp();
      terminal.out(`What ${from} has of ${dealId} is credited to ${to}.\n`);
    });
}

function approved(command: Command): Command {
  return command
    .requiredOption('--approved-by <name>', 'who decided')
    .requiredOption('--reason <text>', 'why, for whoever asks later');
}

async function personWith(store: Store, email: string): Promise<string> {
  const found = await store.db
    .selectFrom('person')
    .select('id')
    .where(({ fn }) => fn<string>('lower', ['email']), '=', email.trim().toLowerCase())
    .execute();
  const [person, ...others] = found;
  if (person && others.length === 0) return person.id;
  throw new Refusal(
    others.length > 0 ? `Several people have the e-mail ${email}.` : `Nobody has the e-mail ${email}.`,
    'Give the e-mail of their Salesforce user.',
  );
}

function dayText(text: string): string {
  return dayOption(text)?.toString() ?? text;
}

function rateWords(choice: RateChoices['bookings']): string {
  return choice === 'static' ? 'the plan rate' : 'the rate of the close date';
}
