import { formatMoney } from '#lib/money.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { unitsOfSum } from '#metrics/line-units.ts';
import { periodTitle, periodWords } from '#metrics/period-text.ts';
import { sampleOf } from '#metrics/sample.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { sumsText } from './amounts.ts';
import { amountOf, currencySentences, paceSentences, whose } from './sentences.ts';
import { sinceLines } from './since-views.ts';
import { type Part, reasonsOf, type Sums, type Trace, traceOf } from './trace.ts';
import { lineTable, lineText, NAME_LENGTH, rulesOf, ruleWords, type Why } from './why-lines.ts';

const MOST_LINES = 20;
const NAMES_PER_REASON = 3;
const MOST_REASONS = 8;
const LINES_TEXT = 2_400;

/** The private answer to "why is that the number": the records, what the rest adds, what changed, what was left out. */
export function whyMessage(why: Why): Message {
  const trace = traceOf(why.visible, MOST_LINES);
  const head = [
    mrkdwn`*${sentence(why)}*`,
    ...sumSentences(why, trace),
    ...currencyLines(why, trace),
    ...sampleSentences(why),
    ...paceLines(why),
  ];
  const since = sinceLines(why);
  const foot = leftOutLines(why);
  const lines = fitLines(
    trace.shown.map((line) => lineText(why, line)),
    LINES_TEXT,
  );
  const hasLines = trace.shown.length > 0;
  return {
    text: joinText([...head, ...since, ...(hasLines ? [lines] : []), ...foot, ...smallPrint(why, trace)]),
    blocks: [
      section(joinText(head)),
      ...(since.length > 0 ? [section(joinText(since))] : []),
      ...(hasLines ? lineTable(why, trace.shown) : []),
      ...(foot.length > 0 ? [section(joinText(foot))] : []),
      context(joinText(smallPrint(why, trace))),
    ],
  };
}

function sentence({ question, explanation, today, locale, shown }: Why): SafeText {
  const { metric, period } = question;
  const what = mrkdwn`${escapeText(metric.name.toLowerCase())} ${escapeText(periodWords(period, today))}`;
  return mrkdwn`${whose(question)} ${what}: ${amountOf(explanation.figure, shown, locale)}.`;
}

/** What the lines come to: the figure itself, to the cent. */
function sumSentences(why: Why, trace: Trace): readonly SafeText[] {
  const { shown, rest, others } = trace;
  const { metric, isOwn, kind } = why.question;
  const all = shown.length + rest.count + others.count;
  if (all === 0) {
    if (metric.parts) return [partsSentence(metric.parts)];
    return isOwn && kind === 'person'
      ? [mrkdwn`You have nothing in it: no record of yours in Salesforce counts towards it.`]
      : [mrkdwn`No record in Salesforce counts towards it.`];
  }
  if (why.explanation.figure.value.kind === 'days') return [orderSentence(why, all, shown.length)];
  const sum = (sums: Sums) => sumText(why, sums);
  if (rest.count + others.count === 0)
    return [mrkdwn`${records(all)} ${all === 1 ? mrkdwn`makes` : mrkdwn`make`} it up: ${sum(trace.total)}.`];
  const parts = [
    ...(shown.length > 0 ? [mrkdwn`${shownText(shown.length)} ${sum(trace.shownSum)}`] : []),
    ...(rest.count > 0 ? [mrkdwn`${rest.count} more to ${sum(rest)}`] : []),
    ...(others.count > 0 ? [othersText(others, sum(others))] : []),
  ];
  return [mrkdwn`Together ${sum(trace.total)}: ${joinText(parts, mrkdwn`, `)}.`];
}

/** The same sums in the reader's currency: what is below, and the rest, come to the whole of it to the cent. */
function currencyLines({ shown: other, explanation, locale }: Why, { shown }: Trace): readonly SafeText[] {
  if (!other) return [];
  const { currency, amounts, total } = other;
  const words = currencySentences(other, explanation.figure.unit);
  if (amounts.size === 0) return words;
  const text = (minor: bigint) => escapeText(formatMoney({ minor, currency }, locale));
  const below = shown.reduce((sum, line) => sum + (amounts.get(line)?.minor ?? 0n), 0n);
  const rest =
    below === total ? mrkdwn`` : mrkdwn`: ${text(below)} below, ${text(total - below)} in the rest`;
  return [
    ...words,
    mrkdwn`Together ${text(total)}${rest}.`,
    ...other.remarks.map((remark) => mrkdwn`Note: ${escapeText(remark.text, 300)}.`),
  ];
}

function shownText(count: number): SafeText {
  return count === 1 ? mrkdwn`the record below comes to` : mrkdwn`the ${count} records below come to`;
}

/** What the asker may not see one by one. */
function othersText({ count }: Part, sum: SafeText): SafeText {
  return count === 1 ? mrkdwn`1 record of others: ${sum}` : mrkdwn`${count} records of others: ${sum}`;
}

/** A median is no sum: the records are those it stands among. */
function orderSentence({ question }: Why, all: number, shown: number): SafeText {
  const hidden =
    all === shown
      ? mrkdwn``
      : mrkdwn` ${all - shown} ${all - shown === 1 ? mrkdwn`is` : mrkdwn`are`} not shown.`;
  if (all === 1) return mrkdwn`One record makes it up.${hidden}`;
  if (question.metric.formula.startsWith('median'))
    return mrkdwn`Half of these ${all} records took less, half took more.${hidden}`;
  return mrkdwn`It is read off these ${all} records, put in order.${hidden}`;
}

function partsSentence(parts: readonly string[]): SafeText {
  const names = parts.map((id) => escapeText(metricNamed(id).name.toLowerCase()));
  return mrkdwn`It is made of other figures: ${joinText(names, mrkdwn`, `)}. Ask why about each.`;
}

function paceLines({ progress, locale }: Why): readonly SafeText[] {
  return progress ? paceSentences(progress, locale) : [];
}

/** On how many records a rate stands, and from how many on it is ranked. */
function sampleSentences({ question, explanation }: Why): readonly SafeText[] {
  const sample = sampleOf(question.metric, explanation);
  if (!sample) return [];
  const { minimum, isEnough } = sample;
  if (isEnough)
    return [mrkdwn`Sample: ${records(sample.records)}; at least ${minimum} are needed to rank it.`];
  return [mrkdwn`Below the minimum sample: ${records(sample.records)} of the ${minimum} needed to rank it.`];
}

function records(count: number): SafeText {
  return count === 1 ? mrkdwn`1 record` : mrkdwn`${count} records`;
}

function sumText({ question, explanation, locale }: Why, sums: Sums): SafeText {
  return sumsText(sums, unitsOfSum(question.metric, explanation.lines, explanation.figure), locale);
}

/** "Left out, still open: 3 (Acme, Globex, Initech)" */
function leftOutLines({ visible }: Why): readonly SafeText[] {
  const { leftOut, hiddenLeftOut } = visible;
  const own = reasonsOf(leftOut).map(({ reason, names }) => {
    const some = names.slice(0, NAMES_PER_REASON).map((name) => escapeText(name, NAME_LENGTH));
    const more = names.length > some.length ? [mrkdwn`…`] : [];
    return mrkdwn`Left out, ${escapeText(reason)}: ${names.length} (${joinText([...some, ...more], mrkdwn`, `)})`;
  });
  const shown = own.slice(0, MOST_REASONS);
  const kinds = own.length - shown.length;
  const more = mrkdwn`Left out for other reasons: ${kinds} ${kinds === 1 ? mrkdwn`kind` : mrkdwn`kinds`} more`;
  const others = mrkdwn`Left out besides, of others: ${records(hiddenLeftOut)}`;
  return [...shown, ...(kinds > 0 ? [more] : []), ...(hiddenLeftOut > 0 ? [others] : [])];
}

function smallPrint({ question, explanation, visible, locale }: Why, { rest }: Trace): readonly SafeText[] {
  const { metric, period } = question;
  const rules = rulesOf(visible.seen).map((rule) => escapeText(ruleWords(rule)));
  return [
    ...(rest.count > 0 ? [mrkdwn`Every record as a file: ask \`/attain why csv …\` in the same words.`] : []),
    ...(rules.length > 0 ? [mrkdwn`Credited by rule: ${joinText(rules, mrkdwn`; `)}.`] : []),
    mrkdwn`Definition, version ${metric.version}: ${escapeText(metric.definition, 300)} Formula: ${escapeText(metric.formula, 300)}.`,
    mrkdwn`${escapeText(periodTitle(period, locale))}. ${dataTimeLine(explanation.figure.dataTime)}`,
  ];
}
