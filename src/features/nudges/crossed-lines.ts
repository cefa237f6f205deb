import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Told } from './read-nudge.ts';
import { amountWords, quotaWords, reachedWords, shareWords, workingDaysAre } from './sentences.ts';

/** That a part of a quota, or all of it, is reached. */
export function crossedLines(told: Told): readonly SafeText[] {
  const { standing, kept, rules } = told;
  const { gap, workingDays, phase } = standing.progress;
  const reached = reachedWords(standing);
  const head =
    gap <= 0n && Number(kept.state) <= 100
      ? mrkdwn`Congratulations: you have reached ${quotaWords(told)}. It is ${reached}, which is ${shareWords(standing)}.`
      : mrkdwn`You have reached ${shareWords(standing)} of ${quotaWords(told)}: ${reached}.`;
  const left = phase === 'running' ? mrkdwn`, and ${workingDaysAre(workingDays.left)} left` : mrkdwn``;
  const rest =
    gap > 0n ? [mrkdwn`${amountWords(standing, gap)} to go${left}.`] : [mrkdwn`Nothing is asked of you.`];
  const marks = escapeText(rules.thresholds.map((percent) => `${percent}%`).join(', '));
  return [
    head,
    ...rest,
    mrkdwn`Why now: it passed ${escapeText(kept.state)}%. You hear of ${marks}, each once in a period.`,
  ];
}
