import { formatShare } from '#metrics/figure-text.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { closingDeals, stillToCome } from './closing-deals.ts';
import type { Told } from './read-nudge.ts';
import {
  amountWords,
  dayWords,
  dealWords,
  listWords,
  quotaWords,
  reachedWords,
  shareWords,
  workingDaysAre,
} from './sentences.ts';
import { shareOfDay } from './standing.ts';

/** So many days' parts can be asked for in a day. */
const MOST_CATCH_UP = 2n;

/** What is left to do of a quota, why it is said now, and one next step. */
export function shortfallLines(told: Told): readonly SafeText[] {
  const { kind } = told.kept;
  if (kind === 'closable') return closableLines(told);
  return kind === 'ending' ? endingLines(told) : paceLines(told);
}

/** A day on which less was done than the quota asks for. */
export function activityLines(told: Told): readonly SafeText[] {
  const { standing, lastDay } = told;
  const share = amountWords(standing, shareOfDay(standing));
  const done = lastDay
    ? mrkdwn`${amountWords(standing, lastDay.done)} on ${dayWords(lastDay.day, 'short')}; `
    : mrkdwn``;
  return [
    mrkdwn`${done}${quotaWords(told)} is ${share} a working day. So far: ${reachedWords(standing)}.`,
    ...catchUp(standing),
    mrkdwn`Why now: the last working day had fewer than that. You hear of another only after a day that reached it, and once a week at most.`,
  ];
}

/** What nobody can do in a day is no next step: then it is a day's part, and what is missing is said as it is. */
function catchUp(standing: Told['standing']): readonly SafeText[] {
  const { perDay, workingDays } = standing.progress;
  if (!perDay) return [];
  const part = shareOfDay(standing);
  const [need, days] = [amountWords(standing, perDay), daysLeft(workingDays.left)];
  return perDay > part * MOST_CATCH_UP
    ? [
        mrkdwn`Next step: ${amountWords(standing, part)} today. To reach the quota would take ${need} on ${days}.`,
      ]
    : [mrkdwn`Next step: ${need} today; as many on ${days} reach the quota.`];
}

function paceLines(told: Told): readonly SafeText[] {
  const { standing, rules } = told;
  const { pace } = standing.progress;
  const expected = pace ? [mrkdwn`Expected by now: ${escapeText(formatShare(pace.expected))}.`] : [];
  return [
    mrkdwn`You are at ${shareWords(standing)} of ${quotaWords(told)}: ${reachedWords(standing)}.`,
    ...expected,
    nextStep(told),
    mrkdwn`Why now: for ${inARow(rules)} it has been below ${rules.paceBand}% of what is expected.`,
  ];
}

function inARow({ paceDays }: Told['rules']): SafeText {
  return paceDays === 1 ? mrkdwn`a working day` : mrkdwn`${paceDays} working days in a row`;
}

function endingLines(told: Told): readonly SafeText[] {
  const { standing } = told;
  const { gap, workingDays } = standing.progress;
  const closing = closingOf(told);
  const enough =
    closing.length > 0
      ? [mrkdwn`${listWords(closing.map((deal) => dealWords(told, deal)))} would reach it.`]
      : [];
  return [
    mrkdwn`${workingDaysAre(workingDays.left)} left, and ${amountWords(standing, gap)} to ${quotaWords(told)}: you are at ${shareWords(standing)}, ${reachedWords(standing)}.`,
    ...enough,
    nextStep(told),
    mrkdwn`Why now: the period ends soon. You hear of this once in a period.`,
  ];
}

function closableLines(told: Told): readonly SafeText[] {
  const { standing } = told;
  const closing = closingOf(told);
  const deals = closing.length === 1 ? mrkdwn`One open deal` : mrkdwn`${closing.length} open deals`;
  return [
    mrkdwn`${deals} would reach ${quotaWords(told)}: ${listWords(closing.map((deal) => dealWords(told, deal)))}.`,
    mrkdwn`The gap is ${amountWords(standing, standing.progress.gap)}: you are at ${shareWords(standing)}, ${reachedWords(standing)}.`,
    nextStep(told),
    mrkdwn`Why now: it is the second half of the period, and ${closing.length === 1 ? mrkdwn`this deal, due in it, closes` : mrkdwn`these deals, due in it, close`} the gap. You hear of this once in a period.`,
  ];
}

/** One thing to do: about the deal that brings the most. */
function nextStep(told: Told): SafeText {
  const { open, person, standing } = told;
  const [largest] = stillToCome(open, person.today);
  const { perDay, workingDays } = standing.progress;
  if (largest && closingOf(told).length > 0)
    return mrkdwn`Next step: make sure that the close date of ${escapeText(largest.name, 60)} holds.`;
  if (largest)
    return mrkdwn`Next step: look at ${dealWords(told, largest)}, the largest of your open deals that are due in time.`;
  return perDay
    ? mrkdwn`Next step: none of your open deals is due in time, so see which could be. It takes ${amountWords(standing, perDay)} on ${daysLeft(workingDays.left)}.`
    : mrkdwn`Next step: none of your open deals is due in time, so see which could be.`;
}

function daysLeft(left: number): SafeText {
  return left === 1 ? mrkdwn`the one working day left` : mrkdwn`each of the ${left} working days left`;
}

function closingOf({ open, person, standing }: Told) {
  return closingDeals(open, { gap: standing.progress.gap, today: person.today });
}
