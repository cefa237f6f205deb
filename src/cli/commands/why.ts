import { Command, Option } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { dayOption } from '#cli/day-option.ts';
import { textTable } from '#cli/text-table.ts';
import { currencyDecimals } from '#lib/money.ts';
import { metricContext } from '#metrics/context.ts';
import type { Explanation } from '#metrics/explain.ts';
import { explanationFor } from '#metrics/explanation-for.ts';
import { figureRecord } from '#metrics/figure-rows.ts';
import { inCurrency } from '#metrics/in-currency.ts';
import { readRecordsAddress } from '#metrics/records-address.ts';
import { whyCsv, type WhyRow, whyRows } from '#metrics/why-rows.ts';
import { BREAKDOWNS } from '#model/figure.ts';

interface Options {
  readonly metric: string;
  readonly by: string;
  readonly key: string;
  readonly period: string;
  readonly asOf?: string;
  readonly restated: boolean;
  readonly currency?: string;
  readonly format: 'csv' | 'json' | 'table';
}

/** attain why: every record behind one figure, every candidate left out, and the total. */
export function whyCommand({ terminal, open }: CommandParts): Command {
  return new Command('why')
    .description('list the records behind one figure, and what was left out')
    .requiredOption('--metric <id>', 'a metric id')
    .option('--by <subject>', BREAKDOWNS.join(', '), 'company')
    .option('--key <key>', 'whom it is about, as figures prints it: an e-mail, a name, all', 'all')
    .requiredOption('--period <period>', '2017-Q4, 2017, 2017-10, 2017-W44 or a first day')
    .option('--as-of <day>', 'as known at the end of that day')
    .option('--restated', 'what became known after a lock counts in the period it belongs to', false)
    .option('--currency <code>', 'what each record is in this currency too, at the rate of its own day')
    .addOption(new Option('--format <form>').choices(['csv', 'json', 'table']).default('table'))
    .action(async ({ asOf, restated, format, currency, ...asked }: Options) => {
      const { services } = await open();
      const { store, clock } = services;
      const explanation = await explanationFor(
        { store, now: clock.now() },
        { ...asked, asOf: dayOption(asOf), basis: restated ? 'restated' : 'reported' },
      );
      const code = currency?.toUpperCase();
      if (code !== undefined) currencyDecimals(code);
      const shown =
        code === undefined
          ? undefined
          : await inCurrency(await metricContext(store, clock.now()), explanation, code);
      const rows = whyRows(explanation, { recordsAt: await readRecordsAddress(store), shown });
      terminal.out(written(explanation, rows, format));
    });
}

function written(explanation: Explanation, rows: readonly WhyRow[], format: Options['format']): string {
  if (format === 'csv') return whyCsv(rows);
  if (format === 'json') return whyJson(explanation, rows);
  return textTable(['part', 'day', 'name', 'owner', 'amount_counted', 'against', 'rule', 'reason'], rows);
}

function whyJson({ figure }: Explanation, rows: readonly WhyRow[]): string {
  const of = (part: WhyRow['part']) => rows.filter((row) => row.part === part);
  const [total] = of('total');
  const said = { figure: figureRecord(figure), counted: of('counted'), leftOut: of('left_out'), total };
  return `${JSON.stringify(said, null, 2)}\n`;
}
