import type { Services } from '#feature.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';
import { definitionOf } from '#metrics/definition.ts';
import { findMetric } from '#metrics/find-metric.ts';
import { section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Subcommand } from '#slack/routes.ts';

export const defineCommand: Subcommand<Services> = {
  name: 'define',
  summary: 'what a metric means: definition, formula, fields, a worked example',
  example: '/attain define win rate',
  permission: 'linked',
  shows: [],
  run: ({ text }) => Promise.resolve(text.trim() === '' ? everyMetric() : definition(findMetric(text))),
};

function definition(metric: Metric): Message {
  const lines = [
    mrkdwn`*${escapeText(metric.name)}* (${escapeText(metric.id)})`,
    ...definitionOf(metric).map(
      ([label, text]) => mrkdwn`${escapeText(label)}: ${escapeText(text.replace(/\.$/, ''), 600)}.`,
    ),
  ];
  return { text: joinText(lines), blocks: [section(fitLines(lines))] };
}

function everyMetric(): Message {
  const lines = [
    mrkdwn`Name a metric, as in /attain define win rate. There are:`,
    ...METRICS.map(({ id, name }) => mrkdwn`${escapeText(name)} (${escapeText(id)})`),
  ];
  return { text: fitLines(lines), blocks: [section(fitLines(lines))] };
}
