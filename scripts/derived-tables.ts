import { FEATURES } from '#features.ts';
import { METRICS } from '#metrics/catalogue.ts';

/** The metric catalogue as a table: id, definition, formula. */
export function metricTable(): string {
  const rows = METRICS.map(
    ({ id, name, definition, formula, unit }) =>
      `| \`${id}\` | ${name} | ${definition} | ${formula} | ${unit} |`,
  );
  return ['| id | metric | definition | formula | unit |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** What people can type, from what the features declare. */
export function commandTable(): string {
  const rows = FEATURES.flatMap((feature) => feature.subcommands ?? []).map(
    ({ example, summary, direct, permission }) =>
      `| \`${example}\` | ${summary} | ${permission} | ${(direct ?? []).map((name) => `\`${name}\``).join(' ')} |`,
  );
  return ['| type | for | who may | also |', '|---|---|---|---|', ...rows].join('\n');
}
