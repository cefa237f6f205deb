import { toDecimalText } from '#lib/money.ts';
import type { Ingredients, Metric } from './catalogue/metric.ts';
import { metricNamed } from './catalogue.ts';
import { formatFigure } from './figure-text.ts';
import { sourceFields } from './source-fields.ts';

/** What there is to say about a metric, as label and text, in the order in which people read it. */
export function definitionOf(metric: Metric): readonly (readonly [label: string, text: string])[] {
  return [
    ['Definition', metric.definition],
    ['Formula', metric.formula],
    ['Unit', metric.unit === 'money' ? "money, in the organisation's currency" : metric.unit],
    ['Better', { up: 'higher', down: 'lower', none: 'neither' }[metric.direction]],
    ['Version', String(metric.version)],
    ['Minimum sample', sampleText(metric)],
    ...(metric.quotaOf === undefined ? [] : [['Pace', PACE] as const]),
    ...(metric.parts ? [['Reckoned from', metric.parts.map(nameOf).join(', ')] as const] : []),
    ['Salesforce fields', sourceFields(metric).join(', ')],
    ['Worked example', exampleText(metric)],
  ];
}

const PACE =
  "reached ÷ expected by today. Expected follows the quota's own parts, or the company's seasonal plan where it has one, and within each its working days; without either, the working days of the period";

function sampleText({ minimumSample }: Metric): string {
  return minimumSample === 1
    ? 'none'
    : `${minimumSample}; below that it is shown, but nobody is ranked on it`;
}

function nameOf(id: string): string {
  return metricNamed(id).name.toLowerCase();
}

/** "bookings 102,000 USD, quota 300,000 USD: 34%" */
function exampleText({ id, workedExample: { given, result } }: Metric): string {
  const parts = [...sums(given), ...open(given), ...lines(given), ...targets(given)];
  return `${parts.join('; ')} gives ${formatFigure({ metric: id, value: result })}`;
}

function sums({ sums: own = {} }: Partial<Ingredients>): readonly string[] {
  return Object.entries(own).flatMap(([measure, tallies]) =>
    tallies.map(({ amount, currency, n }) =>
      currency === ''
        ? `${words(measure)} ${amount}${amount === n ? '' : ` in ${dealsText(n)}`}`
        : `${words(measure)} ${toDecimalText({ minor: amount, currency })} ${currency} in ${dealsText(n)}`,
    ),
  );
}

function dealsText(n: bigint): string {
  return n === 1n ? '1 deal' : `${n} deals`;
}

function open({ open: own = [], medianDays }: Partial<Ingredients>): readonly string[] {
  const deals = own.map(
    ({ amount, currency, deals: n }) =>
      `open deals ${toDecimalText({ minor: amount, currency })} ${currency} in ${dealsText(n)}`,
  );
  return medianDays === undefined ? deals : [...deals, `median ${medianDays} days`];
}

const SHOWN = 12;

function lines({ lines: own = {} }: Partial<Ingredients>): readonly string[] {
  return Object.entries(own).map(([source, { counted }]) => {
    if (counted.length > SHOWN) return `${words(source)}: ${counted.length} records`;
    const texts = counted.map(({ amount, currency, isRunning }) => {
      const number = currency === '' ? String(amount) : toDecimalText({ minor: amount, currency });
      return isRunning ? `${number} so far` : number;
    });
    return `${words(source)}: ${texts.join(', ')}`;
  });
}

function targets({ quota, weights }: Partial<Ingredients>): readonly string[] {
  const own = quota?.kind === 'quota' ? [`quota ${quota.amount} in the smallest unit`] : [];
  if (weights?.kind !== 'weights') return own;
  const parts = weights.parts.map(
    ({ metric, weight, amount }) => `${nameOf(metric)} ${amount} at ${Number(weight) / 100}%`,
  );
  return [...own, `quotas: ${parts.join(', ')}`];
}

function words(id: string): string {
  return id.replaceAll('_', ' ');
}
