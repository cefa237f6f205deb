import { homeOf } from '#feature.ts';
import { FEATURES } from '#features.ts';
import type { Entry, Permission } from '#model/access.ts';
import { CHANNEL_TABLE, PEOPLE_TABLE } from '#model/policy/table.ts';
import { CHANNEL_CLASSES, CLASS_NAMES, DATA_CLASSES, GIVEN_ROLES, RELATIONS } from '#model/policy/terms.ts';
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
      `| \`${example}\` | ${summary} | ${WHO[permission]} | ${(direct ?? []).map((name) => `\`${name}\``).join(' ')} |`,
  );
  return ['| type | for | who may | also |', '|---|---|---|---|', ...rows].join('\n');
}

const WHO: Readonly<Record<Permission, string>> = {
  anyone: 'anyone',
  linked: 'linked people',
  installer: 'admins',
  auditor: 'auditors, admins',
};

/** Who may see which class of data, as the policy decides it. */
export function accessTable(): string {
  const columns = [...RELATIONS, ...GIVEN_ROLES] as const;
  const rows = DATA_CLASSES.map((dataClass) => {
    const row = PEOPLE_TABLE[dataClass];
    const people = columns.map((column) => row[column]?.name ?? 'no');
    const channels = CHANNEL_CLASSES.map((channel) => CHANNEL_TABLE[channel][dataClass]?.name ?? 'no');
    return `| ${dataClass} ${CLASS_NAMES[dataClass]} | ${[...people, ...channels].join(' | ')} |`;
  });
  const head = ['class', ...columns, ...CHANNEL_CLASSES];
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n');
}

/** Everything that answers in Slack, posts or runs by itself: who may use it and what it shows. */
export function handlerTable(): string {
  const rows = FEATURES.flatMap((feature) => [
    ...(feature.subcommands ?? []).map((one) => handlerRow(`\`/attain ${one.name}\``, one)),
    ...(feature.actions ?? []).map((one) => handlerRow(`button \`${one.id}\``, one)),
    ...(feature.modals ?? []).map((one) => handlerRow(`window \`${one.id}\``, one)),
    ...(feature.shortcuts ?? []).map((one) => handlerRow(`message menu \`${one.id}\``, one)),
    ...homeOf(feature).map((one) => handlerRow(`Home: ${feature.name}`, one)),
    ...(feature.posts ?? []).map((one) => handlerRow(`post \`${one.kind}\``, one)),
    ...(feature.schedules ?? []).map((one) => handlerRow(`schedule \`${one.name}\``, one)),
  ]);
  return ['| handler | who may | shows |', '|---|---|---|', ...rows].join('\n');
}

function handlerRow(name: string, { permission, shows }: Partial<Entry>): string {
  const who = permission === undefined ? 'its audience' : WHO[permission];
  return `| ${name} | ${who} | ${shows?.join(' ') || 'nothing'} |`;
}
