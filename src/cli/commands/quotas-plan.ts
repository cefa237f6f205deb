import { type Command, Option } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { changeLines } from '#features/quotas/change-lines.ts';
import { readPlanStanding, savePlan } from '#features/quotas/company-plan.ts';
import { namesOf } from '#features/quotas/people.ts';
import { allParts, type SplitDepth } from '#features/quotas/plan.ts';
import { readPlan } from '#features/quotas/read-plan.ts';
import { readShown } from '#features/quotas/read-shown.ts';
import { applyPlan } from '#features/quotas/split.ts';
import { amountText, quotasWords, ratioText, sourceWords } from '#features/quotas/words.ts';
import { dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';

const BY = 'cli';

interface SplitOptions {
  readonly who: string;
  readonly metric: string;
  readonly period: string;
  readonly amount: string;
  readonly curve: string;
  readonly by: SplitDepth;
  readonly reason?: string;
  readonly dryRun: boolean;
}

/** attain quotas split, attain quotas list. */
export function addPlanCommands(quotas: Command, { terminal, open }: CommandParts): void {
  quotas
    .command('split')
    .description('hand a year down to its quarters and months: of the company, or of one person')
    .option('--who <email>', 'whose it is; the company plan when left out', '')
    .option('--metric <id>', 'for which metric', 'bookings')
    .requiredOption('--period <period>', 'the year or quarter to split')
    .requiredOption('--amount <number>', 'how much in all')
    .option('--curve <shares>', 'percentages that sum to 100, such as 22/24/26/28', 'even')
    .addOption(new Option('--by <part>', 'down to').choices(['quarter', 'month']).default('quarter'))
    .option('--reason <text>', 'why')
    .option('--dry-run', 'show the parts and write nothing', false)
    .action(async (options: SplitOptions) => {
      const { services, catchUp } = await open();
      const context = await metricContext(services.store, services.clock.now());
      terminal.out(await split(context, options));
      if (!options.dryRun) await catchUp();
    });
  quotas
    .command('list')
    .description('the quotas in force, with their versions, and what is assigned beside the plan')
    .option('--period <period>', 'quotas that touch it', 'this year')
    .option('--metric <id>', 'of one metric')
    .action(async (options: { readonly period: string; readonly metric?: string }) => {
      const { services } = await open();
      const context = await metricContext(services.store, services.clock.now());
      terminal.out(await list(context, options));
    });
}

async function split(context: MetricContext, options: SplitOptions): Promise<string> {
  const read = await readPlan(context, { ...options, depth: options.by });
  if (read.kind === 'wrong') {
    throw new Refusal(Object.values(read.errors).join('\n'), 'Nothing was written.');
  }
  const { plan, personId } = read;
  const { by, reason } = { by: BY, reason: options.reason ?? null };
  const parts = allParts(plan.parts).map(({ name, amount }) => ({
    period: name.id,
    amount: amountText(amount, plan.currency),
  }));
  const table = textTable(['period', 'amount'], parts);
  if (personId === undefined) {
    if (!options.dryRun) await savePlan(context, plan, { by, reason });
    return `${table}${options.dryRun ? 'Would be' : 'Is'} the company plan for ${plan.whole.id}.\n`;
  }
  const applied = await applyPlan(context, { ...plan, personId }, { by, reason, dryRun: options.dryRun });
  const lines = (await changeLines(context, applied.changes)).map((line) => `  ${line}\n`).join('');
  const back =
    applied.batchId === undefined ? '' : ` Take it back with: attain quotas rollback ${applied.batchId}`;
  const done = options.dryRun ? 'would change' : 'changed';
  return `${table}${lines}${quotasWords(applied.changes.length)} ${done}.${back}\n`;
}

async function list(
  context: MetricContext,
  options: { readonly period: string; readonly metric?: string },
): Promise<string> {
  const { store, calendar, now } = context;
  const [span] = calendar.parse(options.period, { today: dayIn(calendar.zone, now) });
  if (!span) throw new Refusal(`"${options.period}" is no period.`);
  const people = await store.db.selectFrom('quota').select('person_id').distinct().execute();
  const personIds = people.map((row) => row.person_id);
  const names = await namesOf(store, personIds);
  const shown = (await readShown(context, { personIds, span })).filter(
    ({ metric }) => options.metric === undefined || metric === options.metric,
  );
  const rows = shown.map((quota) => ({
    person: names.get(quota.personId)?.email ?? quota.personId,
    period: quota.period,
    metric: quota.metric,
    quota: amountText(quota.amount, quota.currency),
    'as set': quota.amount === quota.asSet ? '' : amountText(quota.asSet, quota.currency),
    version: `${quota.version} ${sourceWords(quota.source)}`,
    accepted: quota.acceptedOn ?? 'no',
  }));
  const metrics = [...new Set(shown.map(({ metric }) => metric))];
  const over = await Promise.all(metrics.map((metric) => overLine(context, metric, span)));
  if (rows.length === 0) return `There are no quotas in ${span.id}.\n`;
  const columns = ['person', 'period', 'metric', 'quota', 'as set', 'version', 'accepted'] as const;
  return `${textTable(columns, rows)}${over.join('')}`;
}

async function overLine(
  context: MetricContext,
  metric: string,
  period: Parameters<typeof readPlanStanding>[2],
): Promise<string> {
  const standing = await readPlanStanding(context, metric, period);
  if (!standing) return '';
  const { street, target, currency, ratio, attainmentFactor } = standing;
  return `${metric}, ${period.id}: ${amountText(street, currency)} assigned for a plan of ${amountText(target, currency)}, ${ratioText(ratio)}; the plan is reached at ${ratioText(attainmentFactor)} attainment\n`;
}
