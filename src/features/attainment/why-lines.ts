import type { Day } from '#lib/days.ts';
import { formatMoney } from '#lib/money.ts';
import type { ExplainedLine, Explanation } from '#metrics/explain.ts';
import type { Progress } from '#metrics/progress.ts';
import type { InCurrency } from '#metrics/in-currency.ts';
import type { Block } from '#slack/blocks/message.ts';
import { type Cell, fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn, plainText, type SafeText } from '#slack/blocks/text.ts';
import { countsAs, originText } from './amounts.ts';
import type { Look } from './looks.ts';
import type { Change } from './changes.ts';
import type { Question } from './question.ts';
import type { Visible } from './visible.ts';

/** Everything the answer to "why is that the number" says. */
export interface Why {
  readonly question: Question;
  readonly explanation: Explanation;
  readonly visible: Visible;
  /** The look before this one and what became of the records since; undefined the first time. */
  readonly since: { readonly look: Look; readonly changes: readonly Change[] } | undefined;
  readonly today: Day;
  readonly locale: string;
  /** Where records can be opened in Salesforce, such as https://example.my.salesforce.com; unknown in a sandbox. */
  readonly recordsAt: string | undefined;
  /** The amount in the currency the reader wants; undefined where it is the organisation's or there is no amount. */
  readonly shown: InCurrency | undefined;
  /** Of an attainment: what was expected by now, and by what that goes. */
  readonly progress: Progress | undefined;
}

export const NAME_LENGTH = 60;
const CELL_LENGTH = 48;

/**
 * The records as a table, what each counts next to its name: a phone shows two or three columns. Those that would say
 * the same in every row are left out.
 */
export function lineTable(why: Why, shown: readonly ExplainedLine[]): readonly Block[] {
  const { question, locale, shown: other } = why;
  const origin = (line: ExplainedLine) => originText(line, locale);
  const columns: readonly {
    readonly head: string;
    readonly cell: (line: ExplainedLine) => Cell;
    readonly is?: boolean;
  }[] = [
    { head: 'Record', cell: (line) => recordCell(why, line) },
    { head: 'Counts as', cell: (line) => countsAs(question, line, locale) },
    ...(other?.amounts.size
      ? [{ head: `In ${other.currency}`, cell: (line: ExplainedLine) => otherText(other, line, locale) }]
      : []),
    { head: 'Account', cell: (line) => cut(line.accountName ?? '') },
    { head: 'Owner', cell: (line) => cut(ownerOf(line)), is: question.kind !== 'person' },
    { head: 'Made of', cell: (line) => cut(origin(line)), is: shown.some((line) => origin(line) !== '') },
    { head: 'Day', cell: (line) => dayText(line.day, locale).replaceAll(' ', '\u00a0') },
    { head: 'Rule', cell: (line) => cut(ruleWords(line.rule)), is: rulesOf(shown).length > 1 },
  ];
  const kept = columns.filter(({ is = true }) => is);
  return fitTable({
    caption: `Records behind ${question.metric.name.toLowerCase()}, ${question.period.id}`,
    header: kept.map(({ head }) => head),
    rows: shown.map((line) => kept.map(({ cell }) => cell(line))),
    rowHeaderColumn: 0,
  });
}

/** The same record in words, for where no table can stand. */
export function lineText({ question, locale, shown }: Why, line: ExplainedLine): SafeText {
  const name = escapeText(line.name, NAME_LENGTH);
  const owner = question.kind === 'person' ? mrkdwn`` : mrkdwn`, ${escapeText(ownerOf(line), NAME_LENGTH)}`;
  const origin = originText(line, locale);
  const made = origin === '' ? mrkdwn`` : mrkdwn` (${escapeText(origin)})`;
  const other = shown?.amounts.size ? mrkdwn`, ${escapeText(otherText(shown, line, locale))}` : mrkdwn``;
  return mrkdwn`${escapeText(dayText(line.day, locale))}, ${name}: ${escapeText(countsAs(question, line, locale))}${other}${made}${owner}`;
}

/** "€92,000 at 0.92": what a record is in the reader's currency. */
function otherText({ amounts, currency }: InCurrency, line: ExplainedLine, locale: string): string {
  const amount = amounts.get(line);
  if (!amount) return line.currency === '' || line.counts === 0n ? '' : `no rate for ${currency}`;
  return `${formatMoney({ minor: amount.minor, currency }, locale)} at ${amount.rate}`;
}

/** The rules by which records were credited, as the ledger calls them. */
export function rulesOf(lines: readonly ExplainedLine[]): readonly string[] {
  return [...new Set(lines.map(({ rule }) => rule))].filter((rule) => rule !== '').toSorted();
}

/** "owner, version 1" */
export function ruleWords(rule: string): string {
  return rule.replace('@', ', version ');
}

function recordCell({ recordsAt }: Why, { from, recordId, name }: ExplainedLine): Cell {
  const text = cut(name);
  return recordsAt && from !== 'quota' ? { url: `${recordsAt}/${recordId}`, text } : text;
}

function ownerOf({ personName }: ExplainedLine): string {
  return personName || 'No owner';
}

/** Within a period of at most a year the year says nothing. */
function dayText(day: Day, locale: string): string {
  return day.toLocaleString(locale, { month: 'short', day: 'numeric' });
}

/** Short enough that every shown line stays within a table's characters: the sums speak of exactly these lines. */
function cut(name: string): string {
  return plainText(name, CELL_LENGTH);
}
