import { formatMoney } from '#lib/money.ts';
import type { ExplainedLine, Explanation } from '#metrics/explain.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import { periodTitle, periodWords } from '#metrics/period-text.ts';
import type { Day } from '#lib/days.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { type Cell, fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn, plainText, type SafeText } from '#slack/blocks/text.ts';
import type { Question } from './question.ts';
import { whose } from './sentences.ts';
import { reasonsOf, type Sums, type Trace, traceOf, type Unit, unitOf, unitsOf } from './trace.ts';
import { dataTimeText } from './views.ts';

export interface Why {
  readonly question: Question;
  readonly explanation: Explanation;
  readonly today: Day;
  readonly locale: string;
  /** The org's currency: of every amount that is counted. */
  readonly currency: string;
  /** Where records can be opened in Salesforce, such as https://example.my.salesforce.com; unknown in a sandbox. */
  readonly recordsAt: string | undefined;
}

const MOST_LINES = 20;
const NAME_LENGTH = 60;
const CELL_LENGTH = 48;
const NAMES_PER_REASON = 3;
const LINES_TEXT = 2_400;

/** The private answer to "why is that the number": the records, what the rest adds, what was left out. */
export function whyMessage(why: Why): Message {
  const trace = traceOf(why.explanation, MOST_LINES);
  const head = [mrkdwn`*${sentence(why)}*`, ...sumSentences(why, trace)];
  const foot = leftOutLines(why);
  const lines = fitLines(
    trace.shown.map((line) => recordLine(why, line)),
    LINES_TEXT,
  );
  return {
    text: joinText([...head, ...(trace.shown.length > 0 ? [lines] : []), ...foot, ...smallPrint(why)]),
    blocks: [
      section(joinText(head)),
      ...(trace.shown.length > 0 ? table(why, trace.shown) : []),
      ...(foot.length > 0 ? [section(joinText(foot))] : []),
      context(joinText(smallPrint(why))),
    ],
  };
}

function sentence({ question, explanation, today, locale }: Why): SafeText {
  const { metric, period } = question;
  const what = mrkdwn`${escapeText(metric.name.toLowerCase())} ${escapeText(periodWords(period, today))}`;
  return mrkdwn`${whose(question)} ${what}: ${escapeText(formatFigure(explanation.figure, locale))}.`;
}

/** What the lines come to: the figure itself, to the cent. */
function sumSentences(why: Why, { shown, shownSum, restCount, restSum, total }: Trace): readonly SafeText[] {
  const { parts } = why.question.metric;
  if (parts)
    return [
      mrkdwn`It is reckoned from other figures; ask why of each: ${escapeText(parts.map(nameOf).join(', '))}.`,
    ];
  if (shown.length === 0) return [mrkdwn`No record in Salesforce counts towards it.`];
  const { share } = why.question.metric;
  const sum = (sums: Sums) => sumText(why, sums);
  const records = shown.length === 1 ? mrkdwn`1 record` : mrkdwn`${shown.length} records`;
  if (share !== undefined) {
    const all = shown.length + restCount;
    return [
      mrkdwn`${escapeText(shareWords(share, all))}${restCount > 0 ? mrkdwn` ${restCount} are not shown.` : mrkdwn``}`,
    ];
  }
  if (restCount === 0) return [mrkdwn`${records} make it up: ${sum(total)}.`];
  return [
    mrkdwn`The ${records} below come to ${sum(shownSum)}, and ${restCount} more to ${sum(restSum)}. Together: ${sum(total)}.`,
  ];
}

function shareWords(share: number, all: number): string {
  if (share === 0.5) return `Half of these ${all} records took less, half took more.`;
  return `${share * 100}% of these ${all} records took no longer, with those still running counted as at least so long.`;
}

function nameOf(id: string): string {
  return metricNamed(id).name.toLowerCase();
}

/** "$102,000" · "12 ÷ 30" */
function sumText({ question, currency, locale }: Why, { counts, against }: Sums): SafeText {
  const units = unitsOf(question.metric);
  const text = (amount: bigint, unit: Unit) => escapeText(amountText(amount, { unit, currency, locale }));
  if (!units.against) return text(counts, units.counts);
  return mrkdwn`${text(counts, units.counts)} ÷ ${text(against, units.against)}`;
}

function table(why: Why, shown: readonly ExplainedLine[]): readonly Block[] {
  const { question } = why;
  const team = question.kind === 'team';
  const severalRules = rulesOf(shown).length > 1;
  return fitTable({
    caption: `Records behind ${question.metric.name.toLowerCase()}, ${question.period.id}`,
    header: [
      'Record',
      'Account',
      ...(team ? ['Owner'] : []),
      'Counts as',
      'Day',
      ...(severalRules ? ['Rule'] : []),
    ],
    rows: shown.map((line): readonly Cell[] => [
      recordCell(why, line),
      cut(line.accountName ?? ''),
      ...(team ? [cut(line.personName)] : []),
      countsAs(why, line),
      line.day.toString(),
      ...(severalRules ? [line.rule] : []),
    ]),
    rowHeaderColumn: 0,
  });
}

function recordCell({ recordsAt }: Why, { from, recordId, name }: ExplainedLine): Cell {
  const text = cut(name);
  return recordsAt && from !== 'quota' ? { url: `${recordsAt}/${recordId}`, text } : text;
}

/** Short enough that every shown line stays within a table's characters: the sums speak of exactly these lines. */
function cut(name: string): string {
  return plainText(name, CELL_LENGTH);
}

function recordLine(why: Why, line: ExplainedLine): SafeText {
  const name = escapeText(line.name, NAME_LENGTH);
  const owner =
    why.question.kind === 'team' ? mrkdwn`, ${escapeText(line.personName, NAME_LENGTH)}` : mrkdwn``;
  return mrkdwn`${escapeText(line.day.toString())} ${name}: ${escapeText(countsAs(why, line))}${owner}`;
}

/** "$42,000", "won", or "÷ $300,000" for what only divides. */
function countsAs({ currency, locale }: Why, { from, amount, counts, against }: ExplainedLine): string {
  const unit = unitOf(from);
  if (unit === 'number') return from;
  if (counts === 0n && against !== 0n) return `÷ ${amountText(against, { unit, currency, locale })}`;
  return amountText(amount, { unit, currency, locale });
}

/** The rules by which records were credited, as the ledger calls them. */
function rulesOf(lines: readonly ExplainedLine[]): readonly string[] {
  return [...new Set(lines.map(({ rule }) => rule))].filter((rule) => rule !== '').toSorted();
}

function amountText(
  amount: bigint,
  { unit, currency, locale }: { readonly unit: Unit; readonly currency: string; readonly locale: string },
): string {
  if (unit === 'money') return formatMoney({ minor: amount, currency }, locale);
  const number = amount.toLocaleString(locale);
  return unit === 'number' ? number : `${number} ${unit}`;
}

/** "Left out, still open: 3 (Acme, Globex, Initech)" */
function leftOutLines({ explanation }: Why): readonly SafeText[] {
  return reasonsOf(explanation.leftOut).map(({ reason, names }) => {
    const some = names.slice(0, NAMES_PER_REASON).map((name) => escapeText(name, NAME_LENGTH));
    const more = names.length > some.length ? [mrkdwn`…`] : [];
    return mrkdwn`Left out, ${escapeText(reason)}: ${names.length} (${joinText([...some, ...more], mrkdwn`, `)})`;
  });
}

function smallPrint({ question, explanation, locale }: Why): readonly SafeText[] {
  const { metric, period } = question;
  const rules = rulesOf(explanation.lines).map((rule) => escapeText(rule.replace('@', ', version ')));
  return [
    ...(rules.length > 0 ? [mrkdwn`Credited by rule: ${joinText(rules, mrkdwn`; `)}.`] : []),
    mrkdwn`Definition, version ${metric.version}: ${escapeText(metric.definition, 300)} Formula: ${escapeText(metric.formula, 300)}.`,
    mrkdwn`${escapeText(periodTitle(period, locale))}. ${dataTimeText(explanation.figure)}`,
  ];
}
