import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Told } from './read-nudge.ts';
import { amountWords, dayWords, quotaWords, reachedWords, shareWords } from './sentences.ts';
import { shareOfDay } from './standing.ts';
import { messageOf } from './views.ts';

/** The answer below a message that turned out wrong; where it is so again after all, that it holds. */
export function withdrawnMessage(told: Told): Message {
  const { kept } = told;
  if (!kept.isWithdrawn) return messageOf(told, { lines: [mrkdwn`It holds after all: ${stands(told)}.`] });
  return messageOf(told, { lines: kept.kind === 'crossed' ? crossedBack(told) : shortfallBack(told) });
}

function crossedBack(told: Told): readonly SafeText[] {
  const { standing, kept } = told;
  const yet = standing.progress.phase === 'over' ? mrkdwn`` : mrkdwn` yet`;
  return [
    mrkdwn`A correction: ${stands(told)}, so ${escapeText(kept.state)}% is not reached${yet}.`,
    mrkdwn`A deal or the quota has changed in the meantime. That happens; nothing is asked of you.`,
  ];
}

function shortfallBack(told: Told): readonly SafeText[] {
  const { standing, lastDay, kept } = told;
  const known =
    kept.kind === 'activity' && lastDay
      ? mrkdwn`Salesforce now has ${amountWords(standing, lastDay.done)} on ${dayWords(lastDay.day, 'short')}, where your quota asks for ${amountWords(standing, shareOfDay(standing))} a working day`
      : stands(told);
  return [
    mrkdwn`A correction: ${known}.`,
    mrkdwn`Please set the message above aside. What Salesforce told later, or a new quota, makes it wrong for the day it was sent.`,
  ];
}

function stands(told: Told): SafeText {
  return mrkdwn`you are at ${shareWords(told.standing)} of ${quotaWords(told)}, ${reachedWords(told.standing)}`;
}
