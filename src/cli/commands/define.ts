import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { definitionOf } from '#metrics/definition.ts';
import { findMetric } from '#metrics/find-metric.ts';

/** attain define: what a metric means. */
export function defineCommand({ terminal }: CommandParts): Command {
  return new Command('define')
    .description('what a metric means: definition, formula, fields, a worked example')
    .argument('<metric...>', 'an id or a name, such as win_rate')
    .action((words: readonly string[]) => {
      const metric = findMetric(words.join(' '));
      terminal.out(`${metric.name} (${metric.id})\n`);
      for (const [label, text] of definitionOf(metric)) terminal.out(`  ${label}: ${text}\n`);
    });
}
