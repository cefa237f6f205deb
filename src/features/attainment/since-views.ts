import { unitsOfLine, unitsOfSum } from '#metrics/line-units.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { signedText, sumsText } from './amounts.ts';
import { type Change, sumsOfValue } from './changes.ts';
import type { Sums } from './trace.ts';
import { NAME_LENGTH, type Why } from './why-lines.ts';

const MOST_CHANGES = 5;
const NOTHING: Sums = { counts: 0n, against: 0n };

/** What changed since the asker last looked: a sentence and the largest changes, which sum to the difference. */
export function sinceLines(why: Why): readonly SafeText[] {
  const { since, explanation } = why;
  if (!since || why.question.metric.trace.length === 0) return [];
  const { look, changes } = since;
  const when = momentToken(look.at);
  const now = sumsOfValue(explanation.figure.value);
  const both = now && look.sums ? { now, before: look.sums } : undefined;
  // What the records cannot account for: of calls, e-mails and meetings no earlier state is kept.
  const unexplained = both ? minus(minus(both.now, both.before), sumOf(changes)) : NOTHING;
  if (changes.length === 0 && isNothing(unexplained))
    return [mrkdwn`Nothing has changed since you last looked on ${when}.`];
  return [
    mrkdwn`Since you last looked on ${when}: ${differenceText(why, both)}.`,
    ...changeLines(why, changes),
    ...(isNothing(unexplained)
      ? []
      : [mrkdwn`${signedSums(why, unexplained)} in records whose earlier state is not kept`]),
  ];
}

/** The largest changes by name, then the others and what the asker may not see, each as a sum. */
function changeLines(why: Why, changes: readonly Change[]): readonly SafeText[] {
  const seen = changes.filter(({ line }) => why.visible.maySee(line));
  const others = changes.filter(({ line }) => !why.visible.maySee(line));
  const rest = seen.slice(MOST_CHANGES);
  const records = others.length === 1 ? mrkdwn`a record` : mrkdwn`${others.length} records`;
  return [
    ...seen.slice(0, MOST_CHANGES).map((change) => changeLine(why, change)),
    ...summary(
      why,
      rest,
      rest.length === 1 ? mrkdwn`in 1 smaller change` : mrkdwn`in ${rest.length} smaller changes`,
    ),
    ...summary(why, others, mrkdwn`in ${records} of others`),
  ];
}

/** "+$12,000" · "12 ÷ 30, before 11 ÷ 30"; a median or what had no number is no difference of sums. */
function differenceText(why: Why, both: { readonly now: Sums; readonly before: Sums } | undefined): SafeText {
  if (!both) return mrkdwn`these records came, went or changed`;
  const { figure, lines } = why.explanation;
  const units = unitsOfSum(why.question.metric, lines, figure);
  if (units.against === undefined) return signedSums(why, minus(both.now, both.before));
  return mrkdwn`${sumsText(both.now, units, why.locale)}, before ${sumsText(both.before, units, why.locale)}`;
}

/** "+$20,000 Acme, won" · "+10 days Acme, won" */
function changeLine(why: Why, change: Change): SafeText {
  const { line, counts, against } = change;
  const units = unitsOfLine(why.question.metric, line);
  const own =
    counts !== 0n
      ? mrkdwn`${escapeText(signedText(counts, units.counts, why.locale))}${daysWord(change)}`
      : mrkdwn`÷ ${escapeText(signedText(against, units.against ?? '', why.locale))}`;
  return mrkdwn`${own} ${escapeText(line.name, NAME_LENGTH)}, ${escapeText(verbOf(why, change))}`;
}

/** A sales cycle is counted in days. */
function daysWord({ line: { from }, counts }: Change): SafeText {
  if (from !== 'cycle_days') return mrkdwn``;
  return counts === 1n || counts === -1n ? mrkdwn` day` : mrkdwn` days`;
}

const NEW_WORDS: Readonly<Record<string, string>> = {
  bookings: 'won',
  won: 'won',
  cycle_days: 'won',
  lost: 'lost',
  open: 'in the pipeline now',
  due: 'in the pipeline now',
  quota: 'set',
};

function verbOf({ explanation }: Why, { kind, line }: Change): string {
  if (kind !== 'gone') return line.cause ?? (kind === 'new' ? (NEW_WORDS[line.from] ?? 'new') : 'changed');
  const reason = explanation.leftOut.find(({ recordId }) => recordId === line.recordId)?.reason;
  const wasClosed = line.from !== 'open' && line.from !== 'due';
  return reason === 'still open' && wasClosed ? 'reopened' : (reason ?? 'no longer part of it');
}

function summary(why: Why, changes: readonly Change[], words: SafeText): readonly SafeText[] {
  return changes.length === 0 ? [] : [mrkdwn`${signedSums(why, sumOf(changes))} ${words}`];
}

/** "+$12,000", or both sides where something is divided: "+1 ÷ +2". */
function signedSums({ question, explanation, locale }: Why, { counts, against }: Sums): SafeText {
  const units = unitsOfSum(question.metric, explanation.lines, explanation.figure);
  const above = escapeText(signedText(counts, units.counts, locale));
  if (units.against === undefined) return above;
  return mrkdwn`${above} ÷ ${escapeText(signedText(against, units.against, locale))}`;
}

function isNothing({ counts, against }: Sums): boolean {
  return counts === 0n && against === 0n;
}

function minus(a: Sums, b: Sums): Sums {
  return { counts: a.counts - b.counts, against: a.against - b.against };
}

function sumOf(changes: readonly Change[]): Sums {
  return {
    counts: changes.reduce((sum, it) => sum + it.counts, 0n),
    against: changes.reduce((sum, it) => sum + it.against, 0n),
  };
}
