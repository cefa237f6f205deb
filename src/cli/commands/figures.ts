import { Command, Option } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { dayOption } from '#cli/day-option.ts';
import { textTable } from '#cli/text-table.ts';
import { BREAKDOWNS } from '#model/figure.ts';
import { figureRows, figuresCsv, figuresJson } from '#metrics/figure-rows.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import type { Figure } from '#model/figure.ts';

interface Options {
  readonly metric: string;
  readonly by: string;
  readonly period: string;
  readonly asOf?: string;
  readonly restated: boolean;
  readonly currency?: string;
  readonly format: 'csv' | 'json' | 'table';
}

/** attain figures: any metric for anyone, exact to the cent. */
export function figuresCommand({ terminal, open }: CommandParts): Command {
  return new Command('figures')
    .description('print figures, exact to the cent')
    .requiredOption('--metric <ids>', 'one or more metric ids, separated by commas')
    .option('--by <subject>', BREAKDOWNS.join(', '), 'company')
    .requiredOption(
      '--period <periods>',
      '2017-Q4, 2017, 2017-10, 2017-W44, a first day, 2017-Q1..2017-Q4, or a list',
    )
    .option('--as-of <day>', 'as known at the end of that day')
    .option('--restated', 'what became known after a lock counts in the period it belongs to', false)
    .option('--currency <code>', 'amounts in this currency, each record at the rate of its own day')
    .addOption(new Option('--format <form>').choices(['csv', 'json', 'table']).default('table'))
    .action(async ({ metric, by, period, asOf, restated, currency, format }: Options) => {
      const { services } = await open();
      const basis = restated ? 'restated' : 'reported';
      const figures = await figuresFor(
        { store: services.store, now: services.clock.now() },
        {
          metrics: metric,
          by,
          periods: period,
          asOf: dayOption(asOf),
          basis,
          currency: currency?.toUpperCase(),
        },
      );
      terminal.out(written(figures, format));
    });
}

function written(figures: readonly Figure[], format: Options['format']): string {
  if (format === 'csv') return figuresCsv(figures);
  if (format === 'json') return figuresJson(figures);
  const rows = figureRows(figures).map((row, index) => {
    const value = figures[index]?.value;
    return { ...row, value: value?.kind === 'none' ? value.reason : row.value };
  });
  return textTable(['metric', 'name', 'period', 'value', 'unit'], rows);
}
