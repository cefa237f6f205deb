import { stringify } from 'csv-stringify/sync';
import { toDecimalText } from '#lib/money.ts';
import { metricNamed } from './catalogue.ts';
import type { Metric } from './catalogue/metric.ts';
import type { ExplainedLine, Explanation } from './explain.ts';
import { exactText, inert } from './figure-rows.ts';
import type { InCurrency } from './in-currency.ts';
import { unitsOfLine, unitsOfSum } from './line-units.ts';
import { type Sample, sampleOf } from './sample.ts';

/** The columns of `why --format csv`, in their order. New ones are added at the end. */
export const WHY_COLUMNS = [
  'part',
  'record_id',
  'name',
  'account',
  'link',
  'owner',
  'amount_counted',
  'against',
  'original_amount',
  'original_currency',
  'rate',
  'share',
  'day',
  'counts_on',
  'rule',
  'cause',
  'reason',
  'shown_amount',
  'shown_currency',
  'shown_rate',
] as const;

/** One line of an explanation as exact text: a record that counts, one that was left out, or the total. */
export type WhyRow = Readonly<Record<(typeof WHY_COLUMNS)[number], string>> & {
  readonly part: 'counted' | 'left_out' | 'total';
};

const EMPTY: Omit<WhyRow, 'part'> = {
  record_id: '',
  name: '',
  account: '',
  link: '',
  owner: '',
  amount_counted: '',
  against: '',
  original_amount: '',
  original_currency: '',
  rate: '',
  share: '',
  day: '',
  counts_on: '',
  rule: '',
  cause: '',
  reason: '',
  shown_amount: '',
  shown_currency: '',
  shown_rate: '',
};

/** An explanation as rows: what counts, then what was left out, then the total, which is the figure to the cent. */
export function whyRows(
  explanation: Explanation,
  { recordsAt, shown }: { readonly recordsAt: string | undefined; readonly shown?: InCurrency | undefined },
): readonly WhyRow[] {
  const metric = metricNamed(explanation.figure.metric);
  const linkOf = (id: string) => (recordsAt ? `${recordsAt}/${id}` : '');
  return [
    ...explanation.lines.map((line) => ({
      ...countedRow(metric, line, linkOf),
      ...shownLine(shown, line),
    })),
    ...explanation.leftOut.map(({ recordId, name, reason }) => ({
      ...EMPTY,
      part: 'left_out' as const,
      record_id: recordId,
      name,
      link: linkOf(recordId),
      reason,
    })),
    { ...totalRow(metric, explanation), ...shownTotal(shown) },
  ];
}

/** The rows as CSV with a header. Texts that a spreadsheet would run as a formula get a leading apostrophe. */
export function whyCsv(rows: readonly WhyRow[]): string {
  const safe = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(OUTSIDE_TEXTS.map((column) => [column, inert(row[column])])),
  }));
  return stringify(safe, { header: true, columns: [...WHY_COLUMNS] });
}

/** Columns whose texts come from Salesforce or from people; the others are numbers and words of ours. */
const OUTSIDE_TEXTS = [
  'record_id',
  'name',
  'account',
  'link',
  'owner',
  'original_currency',
  'rule',
  'cause',
  'reason',
] as const;

function countedRow(metric: Metric, line: ExplainedLine, linkOf: (id: string) => string): WhyRow {
  const units = unitsOfLine(metric, line);
  const { originalAmount, originalCurrency, cause } = line;
  return {
    ...EMPTY,
    part: 'counted',
    record_id: line.recordId,
    name: line.name,
    account: line.accountName ?? '',
    link: line.from === 'quota' ? '' : linkOf(line.recordId),
    owner: line.personName,
    amount_counted: amountText(line.counts, units.counts),
    against: units.against === undefined ? '' : amountText(line.against, units.against),
    original_amount:
      originalAmount === undefined || originalAmount === null || !originalCurrency
        ? ''
        : amountText(originalAmount, originalCurrency),
    original_currency: originalCurrency ?? '',
    rate: line.rate ?? '',
    share: line.share ?? '',
    day: line.dueOn ?? line.day.toString(),
    counts_on: line.day.toString(),
    rule: line.rule,
    cause: cause ?? '',
  };
}

/** What a record is in the currency asked for; nothing where there is no rate for its day. */
function shownLine(shown: InCurrency | undefined, line: ExplainedLine): Partial<WhyRow> {
  const amount = shown?.amounts.get(line);
  if (!shown || !amount) return {};
  const { currency } = shown;
  return {
    shown_amount: amountText(amount.minor, currency),
    shown_currency: currency,
    shown_rate: amount.rate,
  };
}

function shownTotal(shown: InCurrency | undefined): Partial<WhyRow> {
  if (!shown || shown.value.kind === 'none') return {};
  const value =
    shown.value.kind === 'money' ? amountText(shown.total, shown.currency) : exactText(shown.value);
  return { shown_amount: value, shown_currency: shown.currency };
}

/** Of a median there is no sum: the total is the figure itself. */
function totalRow(metric: Metric, explanation: Explanation): WhyRow {
  const { figure, lines, total } = explanation;
  const units = unitsOfSum(metric, lines, figure);
  const isSum = figure.value.kind !== 'days';
  return {
    ...EMPTY,
    part: 'total',
    name: metric.name,
    owner: figure.subject.name,
    amount_counted: isSum ? amountText(total.counts, units.counts) : exactText(figure.value),
    against: units.against === undefined || !isSum ? '' : amountText(total.against, units.against),
    reason: figure.value.kind === 'none' ? figure.value.reason : sampleText(sampleOf(metric, explanation)),
  };
}

function sampleText(sample: Sample | undefined): string {
  if (!sample || sample.isEnough) return '';
  return `below the minimum sample: ${sample.records} of ${sample.minimum} records`;
}

function amountText(amount: bigint, currency: string): string {
  return currency === '' ? amount.toString() : toDecimalText({ minor: amount, currency });
}
