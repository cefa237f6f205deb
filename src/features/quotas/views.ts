import { formatMoney } from '#lib/money.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';

/** A quota as its owner sees it. */
export interface ShownQuota {
  readonly period: string;
  readonly metricName: string;
  /** Minor units, or a count where the currency is ''. */
  readonly amount: bigint;
  readonly currency: string;
  readonly source: 'salesforce' | 'csv';
}

/** A person's own quotas of a year, and how quotas come in. */
export function quotasMessage(year: string, quotas: readonly ShownQuota[], locale: string): Message {
  const lines = fitLines(quotas.map((quota) => quotaLine(quota, locale)));
  const body = quotas.length === 0 ? mrkdwn`You have no quota in ${escapeText(year)}.` : lines;
  const title = `Your quotas in ${year}`;
  return {
    text: joinText([mrkdwn`${escapeText(title)}:`, body]),
    blocks: [header(title), section(body), context(HOW)],
  };
}

const HOW = mrkdwn`Quotas come from Salesforce forecasting or from a file. Whoever runs Attain imports a file with \`npm run attain -- quotas import FILE --dry-run\`; an imported quota counts before one from Salesforce.`;

function quotaLine({ period, metricName, amount, currency, source }: ShownQuota, locale: string): SafeText {
  const value =
    currency === '' ? amount.toLocaleString(locale) : formatMoney({ minor: amount, currency }, locale);
  const from = source === 'csv' ? mrkdwn`imported` : mrkdwn`from Salesforce`;
  return mrkdwn`${escapeText(period)}: ${escapeText(metricName.toLowerCase())} ${escapeText(value)}, ${from}`;
}
