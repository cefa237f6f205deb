import { unitsOfLine, unitsOfSum } from '#metrics/line-units.ts';
import { dateToken } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { signedText, sumsText } from './amounts.ts';
import { type Change, sumsOfValue } from './changes.ts';
import type { Sums } from './trace.ts';
import { NAME_LENGTH, type Why } from './why-lines.ts';

const MOST_CHANGES = 5;

/** What changed since the asker last looked: a sentence and the largest changes, which sum to the difference. */
export function sinceLines(why: Why): readonly SafeText[] {
  const { since, explanation } = why;
  if (!since) return [];
  const { look, changes } = since;
  const when = dateToken(look.at, `${look.at.toString().slice(0, 16).replace('T', ' ')} UTC`);
  const now = sumsOfValue(explanation.figure.value);
  const difference = now && look.sums ? minus(now, look.sums) : sumOf(changes);
  if (changes.length === 0 && isNothing(difference))
    return [mrkdwn`Nothing has changed since you last looked on ${when}.`];
  const seen = changes.filter(({ line }) => why.visible.maySee(line));
  const shown = seen.slice(0, MOST_CHANGES);
  const rest = seen.slice(MOST_CHANGES);
  const others = changes.filter(({ line }) => !why.visible.maySee(line));
  const unexplained = minus(difference, sumOf(changes));
  return [
    headline(why, { when, difference, before: look.sums }),
    ...shown.map((change) => changeLine(why, change)),
    ...summary(why, rest, mrkdwn`in ${rest.length} smaller changes`),
    ...summary(
      why,
      others,
      mrkdwn`in ${others.length === 1 ? mrkdwn`a record` : mrkdwn`${others.length} records`} of others`,
    ),
    ...(isNothing(unexplained) ? [] : [mrkdwn`${signedSums(why, unexplained)} in what keeps no history`]),
  ];
}

/** "Since you last looked on 12 Nov, 14:05: +$12,000." · "… 12 ÷ 30, before 11 ÷ 30." */
function headline(
  why: Why,
  {
    when,
    difference,
    before,
  }: { readonly when: SafeText; readonly difference: Sums; readonly before: Sums | undefined },
): SafeText {
  const { figure, lines } = why.explanation;
  const now = sumsOfValue(figure.value);
  const units = unitsOfSum(why.question.metric, lines, figure);
  if (units.against !== undefined && now && before)
    return mrkdwn`Since you last looked on ${when}: ${sumsText(now, units, why.locale)}, before ${sumsText(before, units, why.locale)}.`;
  return mrkdwn`Since you last looked on ${when}: ${signedSums(why, difference)}.`;
}

/** "+$20,000 Acme, won" */
function changeLine(why: Why, change: Change): SafeText {
  const { line, counts, against } = change;
  const units = unitsOfLine(why.question.metric, line);
  const own =
    counts !== 0n
      ? escapeText(signedText(counts, units.counts, why.locale))
      : mrkdwn`÷ ${escapeText(signedText(against, units.against ?? '', why.locale))}`;
  return mrkdwn`${own} ${escapeText(line.name, NAME_LENGTH)}, ${escapeText(verbOf(why, change))}`;
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
