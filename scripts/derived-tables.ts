import { FEATURES } from '#features.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { definitionOf } from '#metrics/definition.ts';

/** The metric catalogue as a table: id, definition, formula. */
export function metricTable(): string {
  const rows = METRICS.map(
    ({ id, name, definition, formula, unit }) =>
      `| \`${id}\` | ${name} | ${definition} | ${formula} | ${unit} |`,
  );
  return ['| id | metric | definition | formula | unit |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** Every metric with all there is to say about it. */
export function metricSections(): string {
  return METRICS.map((metric) => {
    const lines = definitionOf(metric).map(([label, text]) => `- **${label}.** ${text.replace(/\.$/, '')}.`);
    return [`## ${metric.name}`, '', `\`${metric.id}\``, '', ...lines].join('\n');
  }).join('\n\n');
}

/** What people can type, from what the features declare. */
export function commandTable(): string {
  const rows = FEATURES.flatMap((feature) => feature.subcommands ?? []).map(
    ({ example, summary, direct, permission }) =>
      `| \`${example}\` | ${summary} | ${permission} | ${(direct ?? []).map((name) => `\`${name}\``).join(' ')} |`,
  );
  return ['| type | for | who may | also |', '|---|---|---|---|', ...rows].join('\n');
}
